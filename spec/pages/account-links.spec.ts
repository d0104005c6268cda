/** Providers on the account page: linked by a sign-in there, unlinked, and signed out of; and users who have no password. */
import { describeWithBrowser } from '../support/browser'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { newAccount, type SpecIssuer, startIssuer } from '../support/issuers/issuer'
import { type Account, keycloak } from '../support/issuers/shapes'
import { rest } from '../support/rest'
import { type Member, memberOf, type Sent, signIn } from './member'
import { answerFor, newVisitor, press } from './provider-flow'

const password = 'correct-horse'
let count = 0

describeWithDatabase('the account page with providers', (database) => {
  let issuer: SpecIssuer
  let host: Host
  beforeAll(async () => {
    issuer = await startIssuer(keycloak)
    host = await startHost({
      database: database(),
      limits: false,
      oidc: { keycloak: issuer.options },
      pages: { handOver: 'code', origins: ['https://app.example.com'] },
    })
  })
  afterAll(async () => {
    await host.close()
    await issuer.close()
  })
  afterEach(() => void jest.restoreAllMocks())

  const someone = () => issuer.add(newAccount())
  /** With a password. Apps get codes, and yet this page has its cookie. */
  async function member() {
    const username = `ann-${++count}`
    await rest(host, 'POST', '/users', { body: { username, password } })
    return signIn(host.url, username, password, { next: '/auth/account' })
  }
  const leadsTo = ({ headers }: Sent) => new URL(String(headers.get('refresh')).replace(/^0; url=/, ''))

  async function link(visitor: Member, account: Account, fields = { password }) {
    const leaving = await visitor.send('link', { target: 'keycloak', ...fields })
    return visitor.ask(await answerFor(visitor, leadsTo(leaving), account))
  }
  const signInWith = async (account: Account): Promise<Member> => {
    const visitor = newVisitor()
    const address = await press(visitor, `${host.url}/auth/sign-in?next=/auth/account`)
    await visitor.ask(await answerFor(visitor, address, account))
    return memberOf(host.url, visitor)
  }
  const idOf = async ({ sessionToken }: Member) =>
    (await rest(host, 'GET', '/users/me', { sessionToken: sessionToken() })).body.objectId as string

  test('links one for who knows the password, and unlinks it', async () => {
    const ann = await member()
    expect((await ann.open()).html).toContain('Link Keycloak')
    expect((await ann.send('link', { target: 'keycloak' })).html).toContain(
      'This is not your current password.',
    )
    expect((await ann.send('link', { target: 'other', password })).to?.search).toBe('?locale=en')
    const account = someone()
    const linked = await link(ann, account)
    expect([linked.status, linked.headers.get('location')]).toEqual([
      303,
      `${host.url}/auth/account?locale=en&done=linked`,
    ])
    const page = await ann.open('?done=linked')
    for (const text of ['Unlink Keycloak', 'You can now sign in that way, too.'])
      expect(page.html).toContain(text)
    expect(await idOf(await signInWith(account))).toBe(await idOf(ann))
    expect((await ann.send('unlink', { target: 'keycloak', password })).to?.search).toBe(
      '?locale=en&done=unlinked',
    )
    expect((await ann.open()).html).toContain('Link Keycloak')
  })

  test('links none that another user has, that was cancelled, or that another user has begun', async () => {
    const [ann, bob, account] = [await member(), await member(), someone()]
    await link(ann, account)
    const taken = await link(bob, account)
    const said = 'Keycloak was not linked: that sign-in belongs to another account here.'
    expect([taken.status, (await taken.text()).includes(said)]).toEqual([400, true])
    const carol = await member()
    const address = leadsTo(await carol.send('link', { target: 'keycloak', password }))
    const answer = await answerFor(carol, address, someone())
    answer.searchParams.delete('code')
    answer.searchParams.set('error', 'access_denied')
    expect(await (await carol.ask(answer)).text()).toContain('Keycloak was not linked.')
    const begun = leadsTo(await carol.send('link', { target: 'keycloak', password }))
    const back = await answerFor(carol, begun, someone())
    carol.cookies.set('accounts-session', bob.sessionToken())
    const other = await carol.ask(back)
    expect(other.headers.get('location')).toContain('/auth/sign-in?locale=')
    expect((await bob.open()).html).toContain('Link Keycloak')
  })

  test('is for users without a password, who have signed in a short time ago', async () => {
    const account = someone()
    const dora = await signInWith(account)
    const { html } = await dora.open()
    expect(html).not.toContain('name="password"')
    expect(html).toContain('Unlink Keycloak')
    const last = await dora.send('unlink', { target: 'keycloak' })
    expect(last.html).toContain('only way into this account')
    expect((await dora.send('name', { username: `dora-${count}` })).status).toBe(303)
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000)
    for (const deed of ['name', 'delete', 'unlink', 'end-session', 'end-others', 'end-all']) {
      const stale = await dora.send(deed, { target: 'keycloak', username: 'x', confirmed: 'yes' })
      expect([deed, stale.status]).toEqual([deed, 400])
      expect(stale.html).toContain('For this, sign in again first')
      expect(stale.html).toContain('href="./sign-in?locale=en&amp;next=%2Fauth%2Faccount&amp;fresh=1"')
    }
    jest.restoreAllMocks()
    expect((await dora.send('delete', { confirmed: 'yes' })).html).toContain('Your account is deleted')
    expect((await dora.open()).status).toBe(303)
  })

  test('leads users without a password to a sign-in for which the provider asks anew, as others do not', async () => {
    const account = someone()
    const eve = await signInWith(account)
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000)
    const { html } = await eve.send('delete', { confirmed: 'yes' })
    jest.restoreAllMocks()
    const again = /href="\.\/(sign-in\?[^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&')
    const cancelled = await press(eve, `${host.url}/auth/${again}`)
    const refused = await answerFor(eve, cancelled, account)
    refused.searchParams.set('error', 'access_denied')
    expect(await (await eve.ask(refused)).text()).toContain('name="fresh" value="1"')

    const address = await press(eve, `${host.url}/auth/${again}`)
    const asked = ['prompt', 'max_age'].map((name) => address.searchParams.get(name))
    expect(asked).toEqual(['login', '0'])
    const back = await eve.ask(await answerFor(eve, address, account))
    expect(back.headers.get('location')).toBe(`${host.url}/auth/account`)
    expect((await eve.send('delete', { confirmed: 'yes' })).html).toContain('Your account is deleted')
  })

  test('takes no new sign-in for one where the provider was not asked anew', async () => {
    const account = someone()
    const eve = await signInWith(account)
    const before = eve.sessionToken()
    const address = await press(eve, `${host.url}/auth/sign-in?next=/auth/account&fresh=1`)
    for (const name of ['prompt', 'max_age']) address.searchParams.delete(name)
    const back = await eve.ask(await answerFor(eve, address, account))
    expect([back.status, await back.text()]).toEqual([400, expect.stringContaining('did not sign you in')])
    expect(eve.sessionToken()).toBe(before)
  })

  describe('to sign out everywhere', () => {
    const isOpen = async (member: Member) =>
      (await rest(host, 'GET', '/users/me', { sessionToken: member.sessionToken() })).status === 200

    test('ends all sessions, and leads to the provider that this one is by, and back', async () => {
      const account = someone()
      const tokenLogIn = ({ id_token }: { id_token: string }) =>
        rest(host, 'POST', '/users', { body: { authData: { keycloak: { id_token } } } })
      jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 60_000)
      const earlier = await issuer.tokens(account)
      jest.restoreAllMocks()
      const [here, there] = [await signInWith(account), await signInWith(account)]
      const hereToken = here.sessionToken()
      expect((await tokenLogIn(earlier)).status).toBe(200)
      const leaving = await here.send('end-all', { locale: 'de' })
      expect([leaving.status, await isOpen(there)]).toEqual([200, false])
      expect((await rest(host, 'GET', '/users/me', { sessionToken: hereToken })).status).toBe(400)
      expect([...here.cookies.keys()].filter((name) => name.startsWith('accounts'))).toEqual([
        'accounts-sign-out',
      ])
      const address = leadsTo(leaving)
      expect(address.href).toContain(`${issuer.issuer}/session/end?`)
      const { state = '', ...asked } = Object.fromEntries(address.searchParams)
      expect(asked).toEqual({
        client_id: issuer.options.clientId,
        logout_hint: expect.any(String),
        post_logout_redirect_uri: `${host.url}/auth/signed-out/keycloak`,
        ui_locales: 'de',
      })
      expect(leaving.html).toContain('Weiter zu Keycloak')
      const back = `${host.url}/auth/signed-out/keycloak?state=${state}`
      const elsewhere = await newVisitor().ask(back)
      // The form to sign in is sent from there, and browsers have to tell from where.
      expect(elsewhere.headers.get('referrer-policy')).toBe('same-origin')
      expect(await elsewhere.text()).not.toContain('Sie sind abgemeldet')
      expect(await (await here.ask(back.slice(0, -1))).text()).not.toContain('Sie sind abgemeldet')
      expect(await (await here.ask(back)).text()).toContain('Sie sind abgemeldet')
      expect(await (await here.ask(back)).text()).not.toContain('Sie sind abgemeldet')
      expect((await tokenLogIn(earlier)).status).toBe(404)
      expect((await tokenLogIn(await issuer.tokens(account))).status).toBe(200)
    })

    test('leads to one that the user is linked with, without a hint, and else nowhere', async () => {
      const ann = await member()
      expect((await ann.send('end-all')).html).toContain('You are signed out')
      expect((await ann.open()).status).toBe(303)
      const bob = await member()
      await link(bob, someone())
      const address = leadsTo(await bob.send('end-all'))
      expect(address.pathname).toBe('/realms/staff/session/end')
      expect(address.searchParams.has('logout_hint')).toBe(false)
    })

    describeWithBrowser('in a browser', (browser) => {
      test.each([true, false])('signs out there, too (scripts: %s)', async (javaScriptEnabled) => {
        const context = await browser().newContext({ javaScriptEnabled })
        const visit = await context.newPage()
        const complaints: string[] = []
        visit.on('console', (message) => complaints.push(message.text()))
        const begin = async () => {
          await visit.goto(`${host.url}/auth/sign-in?next=/auth/account`)
          await visit.getByRole('button', { name: 'Keycloak' }).click()
        }
        await begin()
        await visit.getByLabel('Who are you?').fill(someone().sub)
        await visit.getByRole('button', { name: 'Sign in' }).click()
        await visit.getByRole('button', { name: 'Sign out everywhere', exact: true }).click()
        await visit.getByRole('button', { name: 'Sign out' }).click()
        await visit.getByRole('heading', { name: 'You are signed out' }).waitFor()
        expect(new URL(visit.url()).origin).toBe(host.url)
        await begin()
        await visit.getByLabel('Who are you?').waitFor()
        expect(complaints.filter((text) => !/status of (400|404)/.test(text))).toEqual([])
        await context.close()
      })
    })
  })
})
