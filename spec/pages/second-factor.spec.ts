/** Signing in with a provider as a user with a second factor: the code is asked for when the browser is back. */
import type { LogInEvent } from '../../index'
import { after, codeAt, newSecret, periodMs } from '../auth/mfa/second-factor'
import { describeWithBrowser } from '../support/browser'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { newAccount, type SpecIssuer, startIssuer } from '../support/issuers/issuer'
import { type Account, keycloak } from '../support/issuers/shapes'
import { type AccountPage, pageOf } from '../support/pages'
import { rest } from '../support/rest'
import { expectClean } from './looks'
import { answerFor, newVisitor, press, type Visitor } from './provider-flow'

describeWithDatabase('the button of a provider, for a user with a second factor', (database) => {
  let issuer: SpecIssuer
  let host: Host
  const logIns: LogInEvent[] = []
  const someone = () => issuer.add(newAccount())
  const page = (name: string) => `${host.url}/auth/${name}`

  beforeAll(async () => {
    issuer = await startIssuer(keycloak)
    host = await startHost({
      database: database(),
      // A nonce that was used is refused, and yet a code may come after it.
      oidc: { keycloak: { ...issuer.options, nonce: true } },
      limits: { secondFactor: { perAccount: { max: 4, seconds: 900 } } },
      configure: (accounts) => void accounts.on('login', (event) => logIns.push(event)),
      parseServer: { auth: { mfa: { options: ['TOTP'] } } },
    })
  })
  afterAll(async () => {
    await host.close()
    await issuer.close()
  })

  /** Somebody who has come by the button before, and has set up an app since. */
  async function careful() {
    const account = someone()
    const secret = newSecret()
    const first = newVisitor()
    await first.ask(await answerFor(first, await press(first, page('sign-in')), account))
    const sessionToken = first.cookies.get('accounts-session')!
    const { objectId } = (await rest(host, 'GET', '/users/me', { sessionToken })).body
    // The code of the period before, as each is taken once.
    const body = { authData: { mfa: { secret, token: codeAt(secret, Date.now() - periodMs) } } }
    const set = await rest(host, 'PUT', `/users/${String(objectId)}`, { sessionToken, body })
    expect(set.status).toBe(200)
    return { account, code: () => codeAt(secret, Date.now()) }
  }
  async function comeBack(account: Account, next = '/shelf') {
    const visitor = newVisitor()
    const address = await press(visitor, page(`sign-in?locale=de&next=${next}`))
    const asked = await visitor.ask(await answerFor(visitor, address, account))
    return { visitor, asked: await pageOf(asked) }
  }
  const sendCode = async (visitor: Visitor, { form }: AccountPage, code: string) => {
    const body = new URLSearchParams({ ...form?.fields, code })
    return visitor.ask(form!.action, { method: 'POST', body })
  }

  test('asks for the code, of the browser that was there, and takes it once', async () => {
    const { account, code } = await careful()
    const { visitor, asked } = await comeBack(account)
    expect([asked.status, asked.heading]).toEqual([200, 'Geben Sie Ihren Code ein'])
    expect([...visitor.cookies.keys()].filter((name) => name.startsWith('accounts'))).toEqual([
      'accounts-second-factor',
    ])
    for (const wrong of ['', '000000', '<script>alert(1)</script>']) {
      const refused = await sendCode(visitor, asked, wrong)
      const html = await refused.text()
      expect([refused.status, html.includes('Dieser Code ist falsch')]).toEqual([400, true])
      expect(html).not.toContain('<script>alert')
    }
    const foreign = await sendCode(newVisitor(), asked, code())
    expect([foreign.status, foreign.headers.get('set-cookie')]).toEqual([400, null])
    const before = logIns.length
    const entered = await sendCode(visitor, asked, code().replace(/^\d{3}/, '$&\u00a0'))
    expect([entered.status, entered.headers.get('location')]).toEqual([303, `${host.url}/shelf`])
    expect(visitor.cookies.has('accounts-second-factor')).toBe(false)
    expect(logIns.slice(before)).toMatchObject([{ isNewUser: false }])
    expect((await sendCode(visitor, asked, code())).status).toBe(400)
  })

  test('lets one of ten forms in that are sent at the same time', async () => {
    const { account, code } = await careful()
    const { visitor, asked } = await comeBack(account)
    const cookie = visitor.headerFor(host.url)
    const body = () => new URLSearchParams({ ...asked.form?.fields, code: code() })
    const send = () =>
      fetch(asked.form!.action, { method: 'POST', body: body(), headers: { cookie }, redirect: 'manual' })
    const statuses = (await Promise.all(Array.from({ length: 10 }, send))).map(({ status }) => status)
    expect(statuses.sort()).toEqual([303, ...Array<number>(9).fill(400)])
  })

  test('waits for ten minutes, is sent from here only, and takes so many wrong codes', async () => {
    const { account, code } = await careful()
    const { visitor, asked } = await comeBack(account)
    const forged = { method: 'POST', body: new URLSearchParams(asked.form?.fields) }
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'null' }] as const)
      expect((await visitor.ask(asked.form!.action, { ...forged, headers: { ...headers } })).status).toBe(403)
    for (let tries = 0; tries < 4; tries += 1) await sendCode(visitor, asked, '000000')
    const limited = await sendCode(visitor, asked, code())
    expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true])
    const late = await comeBack((await careful()).account)
    await after(10 * 60_000, async () => {
      const over = await sendCode(late.visitor, late.asked, '000000')
      expect(await over.text()).toContain('Diese Anmeldung mit Keycloak ist vorbei')
    })
  })

  describeWithBrowser('in a browser', (browser) => {
    test('leads there by a page that is clean for axe, asks for the code on another one, and enters', async () => {
      const { account, code } = await careful()
      const context = await browser().newContext()
      const visit = await context.newPage()
      await visit.route('**/sign-in-with', async (route) => {
        const response = await route.fetch()
        const { refresh, ...headers } = response.headers()
        expect(refresh).toContain(issuer.issuer)
        await route.fulfill({ response, headers })
      })
      await visit.goto(page('sign-in?next=/auth/verified'))
      await visit.getByRole('button', { name: 'Continue with Keycloak' }).click()
      await visit.getByRole('heading', { name: 'On to Keycloak' }).waitFor()
      await expectClean(visit, 'leaving')
      await visit.getByRole('link', { name: 'Continue' }).click()
      await visit.getByLabel('Who are you?').fill(account.sub)
      await visit.getByRole('button', { name: 'Sign in' }).click()
      await visit.getByRole('heading', { name: 'Enter your code' }).waitFor()
      expect(new URL(visit.url()).search).toBe('')
      await expectClean(visit, 'second-factor')
      await visit.getByLabel('Code of your second factor').fill('000000')
      await visit.keyboard.press('Enter')
      await visit.getByRole('alert').getByText('This code is wrong').waitFor()
      await expectClean(visit, 'second-factor, with a problem')
      await visit.getByLabel('Code of your second factor').fill(code())
      await visit.keyboard.press('Enter')
      await visit.waitForURL(page('verified'))
      await context.close()
    })
  })
})
