/** The pages of the local issuer: who signs in, who doesn’t, and how people log out. */
import { request } from 'node:http'
import { decodeJwt } from 'jose'
import type { Issuer } from '../../dev/issuer/issuer'
import { createVisitor, redirectUri, startForSpec } from './issuer-visitor'

describe('the pages of the local issuer', () => {
  let issuer: Issuer
  const visitor = () => createVisitor(issuer)

  async function claimsFor(form: string) {
    const { signIn, exchange } = visitor()
    const signedIn = await signIn(form)
    return decodeJwt((await exchange(signedIn.answer, signedIn)).id_token!)
  }

  /** The log-in page, reached by the request of the application. */
  async function atLogIn() {
    const { visit, begin } = visitor()
    const { url } = await visit((await begin()).url)
    return { url, send: (form: string) => visit(url, form) }
  }

  beforeAll(async () => {
    issuer = await startForSpec()
  })

  afterAll(() => issuer.close())

  test.each([
    ['ann', { name: 'Ann Example', email_verified: true, 'https://demo.example.com/roles': ['admin'] }],
    ['ben', { name: 'Ben Example', email_verified: true, 'https://demo.example.com/roles': [] }],
    ['carla', { name: 'Carla Example', email_verified: false, 'https://demo.example.com/roles': [] }],
  ])('knows %s', async (person, claims) => {
    expect(await claimsFor(`person=${person}`)).toMatchObject(claims)
  })

  test('takes anybody’s address, as verified or not, with one subject however it is written', async () => {
    const verified = await claimsFor('email=Dora%40Example.com&verified=yes')
    const unverified = await claimsFor('email=dora%40example.com')
    const { sub } = verified
    expect(verified).toMatchObject({ email: 'dora@example.com', email_verified: true, nickname: 'dora' })
    expect(unverified).toMatchObject({ email: 'dora@example.com', email_verified: false, sub })
    expect((await claimsFor('email=eve%40example.com')).sub).not.toBe(sub)
  })

  test('tells the application when the log-in is cancelled', async () => {
    const { answer } = await visitor().signIn('cancel=yes', { state: 'abc' })
    expect(Object.fromEntries(answer.searchParams)).toMatchObject({ error: 'access_denied', state: 'abc' })
  })

  test.each([
    ['no person', ''],
    ['an unknown person', 'person=admin'],
    ['a name that every object has', 'person=constructor'],
    ['two people', 'person=ann&person=ben'],
    ['no address', 'email='],
    ['what is no address', 'email=ann'],
    ['two addresses', 'email=a%40example.com&email=b%40example.com'],
    ['an object for an address', 'email%5B%24ne%5D=a'],
    ['an address with a line break', 'email=a%40example.com%0D%0ABcc%3A+b%40example.com'],
    ['an endless address', `email=${'a'.repeat(250)}%40example.com`],
  ])('does not sign in %s', async (_what, form) => {
    const { send } = await atLogIn()
    const { status, text } = await send(form)
    expect(status).toBe(400)
    expect(text).toContain('This address doesn’t look right.')
  })

  test('shows what was typed as text', async () => {
    const { send } = await atLogIn()
    const { text } = await send(`email=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
    expect(text).not.toContain('<script>alert')
  })

  test('refuses a form of more than 4 kB, and goes on', async () => {
    const { send } = await atLogIn()
    expect(await send(`email=${'a'.repeat(5000)}`)).toMatchObject({ status: 413 })
    expect((await send('person=ann')).url.searchParams.has('code')).toBe(true)
  })

  test('refuses a log-in that was begun in another browser, or never', async () => {
    const { url } = await atLogIn()
    const stranger = visitor()
    expect(await stranger.visit(url, 'person=ann')).toMatchObject({ status: 400 })
    expect(await stranger.visit('/interaction/made-up')).toMatchObject({ status: 400 })
  })

  test('shows its pages without scripts, in no frame, and out of caches', async () => {
    const { visit, begin } = visitor()
    const page = await visit((await begin()).url)
    expect(page.text).not.toContain('<script')
    expect(page.text).toContain('stand-in for Auth0')
    const { headers } = await fetch(`${issuer.url}.well-known/jwks.json`)
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'; script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
  })

  test('forgets the visitor at Auth0’s log-out, and sends them back to the application', async () => {
    const { signIn, visit, begin } = visitor()
    await signIn('person=ann')
    const known = await visit((await begin()).url)
    expect(known.url.searchParams.has('code')).toBe(true)
    const query = new URLSearchParams({ client_id: issuer.clientId, returnTo: redirectUri })
    const leave = async () => (await visit(`/v2/logout?${query.toString()}`)).url.href
    expect(await leave()).toBe(redirectUri)
    expect(await leave()).toBe(redirectUri)
    expect((await visit((await begin()).url)).text).toContain('Choose a person')
  })

  test('asks before it forgets the visitor at the standard’s log-out', async () => {
    const { signIn, visit, begin } = visitor()
    await signIn('person=ann')
    const query = new URLSearchParams({
      ...{ client_id: issuer.clientId, post_logout_redirect_uri: redirectUri },
    })
    const page = await visit(`/oidc/logout?${query.toString()}`)
    expect(page.text).toContain('Log out?')
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    expect((await visit('/oidc/logout/confirm', `xsrf=${xsrf}&logout=yes`)).url.href).toBe(redirectUri)
    expect((await visit((await begin()).url)).text).toContain('Choose a person')
  })

  test.each([
    ['another address', { client_id: 'parse-accounts-demo', returnTo: 'https://evil.example/' }],
    ['another application’s users', { client_id: 'other', returnTo: redirectUri }],
  ])('logs out to no %s', async (_what, parameters: Record<string, string>) => {
    const { visit } = visitor()
    const { status } = await visit(`/v2/logout?${new URLSearchParams(parameters).toString()}`)
    expect(status).toBe(400)
  })

  test('answers to its own names only', async () => {
    const { port } = new URL(issuer.url)
    const status = await new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', headers: { host: 'rebound.example' } }, (response) =>
        resolve(response.statusCode),
      )
        .on('error', reject)
        .end()
    })
    expect(status).toBe(421)
  })
})
