/** Codes that apps get in place of a cookie, and exchange for a session. */
import { createHash } from 'node:crypto'
import { newAccount, type SpecIssuer, startIssuer } from '../support/issuers/issuer'
import { keycloak } from '../support/issuers/shapes'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { openPage } from '../support/pages'
import { rest } from '../support/rest'
import { answerFor, newVisitor, press } from './provider-flow'

const app = 'https://app.example.com'
const credentials = { username: 'ann', email: 'ann@example.com', password: 'correct-horse' }
const verifier = 'v'.repeat(43)
const challenge = createHash('sha256').update(verifier).digest('base64url')

describeWithDatabase('an app that is handed a code', (database) => {
  let issuer: SpecIssuer
  let host: Host
  beforeAll(async () => {
    issuer = await startIssuer(keycloak)
    host = await startHost({
      database: database(),
      oidc: { keycloak: issuer.options },
      pages: { handOver: 'code', afterSignIn: `${app}/home?tab=1`, origins: ['https://shop.example.com'] },
      limits: { pages: { perAddress: { max: 60, seconds: 3600 } } },
    })
    await rest(host, 'POST', '/users', { body: credentials })
  })
  afterAll(async () => {
    await host.close()
    await issuer.close()
  })
  afterEach(() => void jest.restoreAllMocks())

  async function signIn(query = '') {
    const { form } = await openPage(`${host.url}/auth/sign-in${query}`)
    const body = new URLSearchParams({ ...form?.fields, ...credentials })
    const { headers } = await fetch(form!.action, { method: 'POST', body, redirect: 'manual' })
    return { to: new URL(headers.get('location')!), cookie: headers.get('set-cookie') }
  }
  const codeIn = (url: URL) => String(url.searchParams.get('code'))

  async function exchange(body: unknown, origin: string | undefined = app) {
    const headers = { 'Content-Type': 'application/json', ...(origin !== '' && { Origin: origin }) }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await fetch(`${host.url}/auth/session`, { method: 'POST', headers, body: text })
    return {
      status: answer.status,
      allowed: answer.headers.get('access-control-allow-origin'),
      headers: answer.headers,
      body: (await answer.json()) as { sessionToken?: string; code?: number; error?: string },
    }
  }

  test('exchanges it for a session, which no cookie holds', async () => {
    const { to, cookie } = await signIn()
    expect([to.origin + to.pathname, to.searchParams.get('tab')]).toEqual([`${app}/home`, '1'])
    expect(cookie).toMatch(/^accounts-session-\w+=; Max-Age=0/)
    const { status, allowed, body, headers } = await exchange({ code: codeIn(to) })
    expect([status, allowed, headers.get('vary'), headers.get('cache-control')]).toEqual([
      200,
      app,
      'Origin',
      'no-store',
    ])
    expect(Object.keys(body)).toEqual(['sessionToken'])
    const me = await rest(host, 'GET', '/users/me', { sessionToken: body.sessionToken! })
    expect(me.body).toMatchObject({ username: 'ann' })
    expect(to.href).not.toContain(body.sessionToken)
  })

  test('gets it once, of ten tries at the same time, however the code is written', async () => {
    const code = codeIn((await signIn()).to)
    const tries = Array.from({ length: 10 }, (_, index) => exchange({ code: code + '='.repeat(index) }))
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort()
    expect(statuses).toEqual([200, ...Array(9).fill(404)])
    expect((await exchange({ code })).body).toEqual({
      code: 101,
      error: 'This code was used, is older than a minute, or was not for you.',
    })
  })

  test('gets it within a minute', async () => {
    const code = codeIn((await signIn()).to)
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000)
    expect((await exchange({ code })).status).toBe(404)
  })

  test('gets it at the origin that the browser was sent to', async () => {
    const { to } = await signIn('?next=https://shop.example.com/basket')
    expect(to.origin).toBe('https://shop.example.com')
    for (const [origin, status] of [
      ['https://evil.example', 403],
      ['null', 403],
      ['', 403],
      [app, 404],
      [host.url, 404],
      ['https://shop.example.com', 200],
    ] as const) {
      const answer = await exchange({ code: codeIn(to) }, origin)
      expect([origin, answer.status, answer.allowed]).toEqual([
        origin,
        status,
        status === 403 ? null : origin,
      ])
    }
  })

  test('gets it with the verifier of the challenge that it has sent, by whatever page', async () => {
    const query = `?next=/shelf&code_challenge=${challenge}`
    const { to } = await signIn(query)
    expect(to.origin).toBe(host.url)
    const code = codeIn(to)
    for (const wrong of [{}, { code_verifier: 'w'.repeat(43) }, { code_verifier: challenge }])
      expect((await exchange({ code, ...wrong }, host.url)).status).toBe(404)
    expect((await exchange({ code, code_verifier: verifier }, host.url)).status).toBe(200)
    const visitor = newVisitor()
    const address = await press(visitor, `${host.url}/auth/sign-up${query}`)
    const back = await visitor.ask(await answerFor(visitor, address, issuer.add(newAccount())))
    const handed = { code: codeIn(new URL(back.headers.get('location')!)), code_verifier: verifier }
    expect((await exchange(handed, host.url)).status).toBe(200)
    const { html } = await openPage(`${host.url}/auth/sign-in${query}`)
    expect(html).toContain(`sign-up?locale=en&amp;next=%2Fshelf&amp;code_challenge=${challenge}"`)
  })

  test('takes no code of somebody else’s sign-in, where it sends its own verifier', async () => {
    const code = codeIn((await signIn()).to)
    expect((await exchange({ code, code_verifier: verifier })).status).toBe(404)
  })

  test('takes no code with a verifier that is none, as a page has that began no sign-in', async () => {
    const plain = codeIn((await signIn()).to)
    const proven = codeIn((await signIn(`?code_challenge=${challenge}`)).to)
    for (const code of [plain, proven])
      for (const code_verifier of [null, '', 0, false, [], {}, ['x']]) {
        const { status, body } = await exchange({ code, code_verifier })
        expect([code_verifier, status, body.code]).toEqual([code_verifier, 404, 101])
      }
    expect((await exchange({ code: plain })).status).toBe(200)
    expect((await exchange({ code: proven, code_verifier: verifier })).status).toBe(200)
  })

  test('takes no code of somebody’s own sign-in, where it asks for that of an operator', async () => {
    const code = codeIn((await signIn()).to)
    for (const by of ['operator', 'master', '', null, true])
      expect([by, (await exchange({ code, by })).status]).toEqual([by, 404])
    expect((await exchange({ code })).status).toBe(200)
  })

  test('is told what is wrong', async () => {
    for (const body of ['', '{', '[]', 'null', '"x"', '{"code":["x"]}', `{"code":"${'x'.repeat(20_000)}"}`]) {
      const { status, body: told } = await exchange(body)
      expect([body.slice(0, 20), status, told.code]).toEqual([body.slice(0, 20), 400, 107])
    }
    expect((await exchange({ code: 'x' })).status).toBe(404)
    expect((await fetch(`${host.url}/auth/session`, { headers: { Origin: app } })).status).toBe(405)
    const preflight = await fetch(`${host.url}/auth/session`, { method: 'OPTIONS', headers: { Origin: app } })
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': app,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'Content-Type',
    })
    const foreign = await fetch(`${host.url}/auth/session`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.example' },
    })
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })

  test('is told when to come back after too many', async () => {
    let answer = await exchange({ code: 'x' })
    while (answer.status === 404) answer = await exchange({ code: 'x' })
    expect([answer.status, answer.body.code]).toEqual([429, 155])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
