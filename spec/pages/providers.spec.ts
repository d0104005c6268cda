/** Signing in with a provider from the pages: at a real issuer, and with what goes wrong on the way. */
import type { LogInEvent } from '../../index'
import { newAccount, type SpecIssuer, startIssuer } from '../support/issuers/issuer'
import { keycloak } from '../support/issuers/shapes'
import { makeToken } from '../../src/cloud/invitations/links'
import { pageOf } from '../support/pages'
import { rest } from '../support/rest'
import { type Account } from '../support/issuers/shapes'
import { describeWithBrowser } from '../support/browser'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { answerFor, newVisitor, press } from './provider-flow'

interface CloudCode {
  beforeLogin(handler: (request: { object: { get(field: string): unknown } }) => void): void
}

describeWithDatabase('the button of a provider', (database) => {
  let issuer: SpecIssuer
  let host: Host
  const logIns: LogInEvent[] = []
  const someone = (changes: Partial<Account> = {}) => issuer.add(newAccount(changes))
  const page = (name: string) => `${host.url}/auth/${name}`

  beforeAll(async () => {
    issuer = await startIssuer(keycloak)
    host = await startHost({
      database: database(),
      oidc: { keycloak: issuer.options },
      configure: (accounts) => void accounts.on('login', (event) => logIns.push(event)),
      parseServer: {
        cloud: ({ Cloud }: { Cloud: CloudCode }) =>
          Cloud.beforeLogin(({ object }) => {
            if (String(object.get('email')).startsWith('mallory')) throw new Error('Not <b>you</b>.')
          }),
      },
    })
  })
  afterAll(async () => {
    await host.close()
    await issuer.close()
  })

  test('leads there with a challenge, a nonce and a state, and keeps what it knows in an encrypted cookie', async () => {
    const visitor = newVisitor()
    const address = await press(visitor, page('sign-in?next=/shelf&locale=de'))
    expect(address.href).toContain(`${issuer.issuer}/protocol/openid-connect/auth?`)
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: issuer.options.clientId,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: page('callback/keycloak'),
      response_type: 'code',
      scope: 'openid profile email',
      state: expect.stringMatching(/^[\w-]{43}$/),
      ui_locales: 'de',
    })
    expect([...visitor.cookies.keys()]).toEqual(['accounts-sign-in'])
    const [sealed = ''] = visitor.cookies.values()
    for (const secret of ['state', 'nonce'])
      expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain(
        address.searchParams.get(secret),
      )
  })

  test('signs people up and in as REST does, and ends whatever session the browser had', async () => {
    const account = someone()
    const visitor = newVisitor()
    const tokens = []
    for (const isNewUser of [true, false]) {
      const answer = await answerFor(visitor, await press(visitor, page('sign-in?next=/shelf')), account)
      const entered = await visitor.ask(answer)
      expect([entered.status, entered.headers.get('location')]).toEqual([303, `${host.url}/shelf`])
      expect([...visitor.cookies.keys()].filter((name) => name.startsWith('accounts'))).toEqual([
        'accounts-session',
      ])
      tokens.push(visitor.cookies.get('accounts-session'))
      expect(logIns.at(-1)).toMatchObject({ provider: 'keycloak', isNewUser })
    }
    const me = await Promise.all(
      tokens.map((sessionToken) => rest(host, 'GET', '/users/me', { sessionToken: sessionToken! })),
    )
    expect(me.map(({ status }) => status)).toEqual([400, 200])
    expect(me[1]?.body).toMatchObject({ email: account.email, authData: { keycloak: { id: account.sub } } })
  })

  test('takes an answer once, of ten at the same time', async () => {
    const visitor = newVisitor()
    const answer = await answerFor(visitor, await press(visitor, page('sign-in')), someone())
    const cookie = visitor.headerFor(answer)
    const tries = Array.from({ length: 10 }, () => fetch(answer, { headers: { cookie }, redirect: 'manual' }))
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort()
    expect(statuses).toEqual([303, ...Array(9).fill(400)])
    expect((await fetch(answer, { headers: { cookie }, redirect: 'manual' })).status).toBe(400)
  })

  test('takes no answer that another browser has asked for', async () => {
    const [victim, attacker] = [newVisitor(), newVisitor()]
    const answer = await answerFor(attacker, await press(attacker, page('sign-in')), someone())
    const without = await victim.ask(answer)
    expect([without.status, victim.cookies.size]).toEqual([400, 0])
    expect(await without.text()).toContain('This sign-in with Keycloak is over')
    await press(victim, page('sign-in'))
    expect((await victim.ask(answer)).status).toBe(400)
    expect(victim.cookies.has('accounts-session')).toBe(false)
  })

  type Change = (params: URLSearchParams) => void
  test.each<[string, Change, string]>([
    ['of another issuer', (params) => params.set('iss', 'https://evil.example'), 'did not sign you in'],
    ['without an issuer', (params) => params.delete('iss'), 'did not sign you in'],
    ['with another state', (params) => params.set('state', 'x'.repeat(43)), 'is over'],
    ['with two states', (params) => params.append('state', 'x'), 'is over'],
    ['without a state', (params) => params.delete('state'), 'is over'],
    ['with another code', (params) => params.set('code', 'x'.repeat(43)), 'did not sign you in'],
    ['without a code', (params) => params.delete('code'), 'did not sign you in'],
    ['with an error', (params) => params.set('error', '<script>alert(1)</script>'), 'did not sign you in'],
  ])('opens no session for an answer %s', async (_what, change, said) => {
    const visitor = newVisitor()
    const answer = await answerFor(visitor, await press(visitor, page('sign-in')), someone())
    change(answer.searchParams)
    const refused = await visitor.ask(answer)
    const html = await refused.text()
    expect([refused.status, visitor.cookies.has('accounts-session')]).toEqual([400, false])
    expect(html).toContain(said)
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('action="./../sign-in"')
  })

  test('takes an invitation along, which proves its address, and no other', async () => {
    const email = 'guest@example.com'
    const invitation = await makeToken(host.appId, email)
    const come = async (account: Account) => {
      const visitor = newVisitor()
      const address = await press(visitor, page(`sign-up?invitation=${invitation}`))
      return { visitor, ...(await visitor.ask(await answerFor(visitor, address, account)).then(pageOf)) }
    }
    const other = await come(someone())
    expect(other.html).toContain('This invitation is for another address: sign up with')
    expect([other.status, other.heading]).toEqual([400, 'Create your account'])
    expect(other.form?.fields).toMatchObject({ invitation, email, provider: 'keycloak' })
    const { visitor, status } = await come(someone({ email, email_verified: false }))
    expect(status).toBe(303)
    const sessionToken = visitor.cookies.get('accounts-session')!
    const me = (await rest(host, 'GET', '/users/me', { sessionToken })).body
    expect(me).toMatchObject({ email, emailVerified: true })
  })

  test('says what a trigger refuses, and whose address it is', async () => {
    const visitor = newVisitor()
    const taken = 'taken@example.com'
    const body = { username: taken, email: taken, password: 'correct-horse' }
    await rest(host, 'POST', '/users', { body })
    const mallory = someone({ email: 'mallory@example.com' })
    await answerFor(visitor, await press(visitor, page('sign-in')), mallory).then(visitor.ask)
    const cases = [
      [someone({ email: taken }), 'Another account has your address already.'],
      [mallory, 'You can’t sign in: Not &lt;b&gt;you&lt;/b&gt;.'],
    ] as const
    for (const [account, said] of cases) {
      const fresh = newVisitor()
      const refused = await fresh.ask(await answerFor(fresh, await press(fresh, page('sign-in')), account))
      expect([refused.status, fresh.cookies.has('accounts-session')]).toEqual([400, false])
      expect(await refused.text()).toContain(said)
    }
  })

  test('is pressed on our own pages only', async () => {
    const body = new URLSearchParams({ provider: 'keycloak' })
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { Origin: 'https://evil.example' },
      {},
    ] as const) {
      const refused = await fetch(page('sign-in-with'), { method: 'POST', body, headers: { ...headers } })
      expect([refused.status, refused.headers.get('set-cookie')]).toEqual([403, null])
    }
  })

  describeWithBrowser('in a browser', (browser) => {
    test.each([
      ['with', true],
      ['without', false],
    ])(
      '%s scripts, leads there and back, or says that nobody was signed in',
      async (_with, javaScriptEnabled) => {
        const context = await browser().newContext({ javaScriptEnabled, locale: 'de' })
        const visit = await context.newPage()
        const complaints: string[] = []
        visit.on('console', (message) => complaints.push(message.text()))
        const begin = async () => {
          await visit.goto(page('sign-in?next=/auth/verified'))
          await visit.getByRole('button', { name: 'Weiter mit Keycloak' }).click()
          await visit.getByRole('button', { name: 'Cancel' }).waitFor()
          expect(visit.url()).toContain(issuer.issuer)
        }
        await begin()
        await visit.getByRole('button', { name: 'Cancel' }).click()
        await visit.getByText('Keycloak hat Sie nicht angemeldet.').waitFor()
        await begin()
        await visit.getByLabel('Who are you?').fill(someone().sub)
        await visit.getByRole('button', { name: 'Sign in' }).click()
        await visit.waitForURL(page('verified'))
        const cookies = await context.cookies(host.url)
        expect(cookies.filter(({ name }) => name.startsWith('accounts'))).toMatchObject([
          { name: expect.stringMatching(/^accounts-session-/) as string, httpOnly: true, sameSite: 'Lax' },
        ])
        expect(complaints.filter((text) => !/status of (400|404)/.test(text))).toEqual([])
        await context.close()
      },
    )
  })
})
