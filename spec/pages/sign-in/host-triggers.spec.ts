/** Triggers of the host that throw: each page says what became of it, and leaves nothing half done. */
import { openAndPress, openPage, sendForm } from '../../support/pages'
import { rest } from '../../support/rest'
import { describeAccountPages } from '../account-pages'
import { signIn } from '../member'

const password = 'correct-horse'
const said = 'The shop is away.'

/** The triggers that throw. */
let failing: string[] = []
let thrown: (Parse: Host) => unknown = () => new Error(said)

const names = ['beforeLogin', 'afterLogin', 'beforePasswordResetRequest']
const ofClass = ['beforeSave', 'afterSave', 'beforeDelete']

type Register = (...args: unknown[]) => void

interface Host {
  Cloud: Record<string, Register>
  User: unknown
  Error: new (code: number, message: string) => object
}

/** With all of them. */
function cloud(Parse: Host): void {
  const runs = (name: string) => () => {
    if (failing.includes(name)) throw thrown(Parse)
  }
  for (const name of names) Parse.Cloud[name]!(runs(name))
  for (const name of ofClass) Parse.Cloud[name]!(Parse.User, runs(name))
}

describeAccountPages(
  'the pages, where a trigger of the host throws,',
  (given) => {
    const open = (name: string) => openPage(given().page(name))
    const manual = { redirect: 'manual' } as const
    const verified = async () => {
      const user = await given().newcomer()
      await openAndPress(user.link)
      return user
    }
    const stored = async (email: string) => {
      const where = { email }
      const { body } = await rest(given().host, 'GET', '/users', { master: true, query: { where } })
      return (body.results as Record<string, unknown>[])[0]
    }
    afterEach(() => void (failing = []))

    test('refuse a sign-in in its words, and let one in that is told of too late', async () => {
      const { username } = await verified()
      failing = ['beforeLogin']
      const refused = await sendForm(await open('sign-in'), { username, password }, manual)
      expect([refused.status, refused.html.includes(said)]).toEqual([400, true])
      failing = ['afterLogin']
      expect((await sendForm(await open('sign-in'), { username, password }, manual)).status).toBe(303)
    })

    test('refuse a sign-up in its words, and make an account that is told of too late', async () => {
      const [first, second] = ['first@example.com', 'second@example.com']
      failing = ['beforeSave']
      const refused = await sendForm(await open('sign-up'), { email: first, new_password: password }, manual)
      expect([refused.status, refused.html.includes(said), await stored(first)]).toEqual([
        400,
        true,
        undefined,
      ])
      failing = ['afterSave']
      const made = await sendForm(await open('sign-up'), { email: second, new_password: password }, manual)
      expect([made.status, await stored(second)]).toEqual([200, expect.objectContaining({ email: second })])
    })

    test('show where to sign in after a sign-up with an invitation, whose log-in is refused', async () => {
      const email = 'guest@example.com'
      await given().host.accounts.invite(email)
      const page = await openPage(await given().linkTo({ email }))
      failing = ['beforeLogin']
      const refused = await sendForm(page, { email, new_password: password }, manual)
      expect([refused.status, refused.heading, refused.html.includes(said)]).toEqual([400, 'Sign in', true])
      expect(refused.form?.fields).toMatchObject({ username: email })
      expect(await stored(email)).toMatchObject({ emailVerified: true })
      failing = []
      expect((await sendForm(refused, { password }, manual)).status).toBe(303)
    })

    test('refuse a new password in its words, and ask for a link as if nothing were', async () => {
      const user = await verified()
      const asking = await openPage(await given().askForReset(user))
      failing = ['beforeSave']
      const refused = await sendForm(asking, { new_password: 'battery-staple' })
      expect([refused.status, refused.html.includes(said)]).toEqual([400, true])
      expect(await given().canLogIn(user, 'battery-staple')).toBe(false)
      failing = ['beforePasswordResetRequest']
      const asked = await sendForm(await open('forgot-password'), { email: user.email })
      expect([asked.status, asked.html.includes(said)]).toEqual([200, false])
      failing = ['afterSave']
      expect((await sendForm(asking, { new_password: 'battery-staple' })).status).toBe(200)
    })

    test.each([
      ['an error', () => new Error(said)],
      ['an error of Parse', (Parse: Host) => new Parse.Error(119, said)],
    ])('keep a link that confirms an address for later, where it is %s', async (_what, throws) => {
      const user = await given().newcomer()
      failing = ['beforeSave']
      thrown = throws
      const refused = await openAndPress(user.link)
      expect([refused.status, refused.heading]).toEqual([503, 'That did not work'])
      failing = []
      thrown = () => new Error(said)
      expect((await openAndPress(user.link)).heading).toBe('Your e-mail address is confirmed')
      expect(await given().isVerified(user)).toBe(true)
    })

    test('refuse changes on the account page in its words', async () => {
      const user = await verified()
      const { send } = await signIn(given().host.url, user.username, password)
      failing = ['beforeSave', 'beforeDelete']
      for (const [deed, fields] of [
        ['name', { username: 'other', password }],
        ['password', { new_password: 'battery-staple', password }],
        ['language', { language: 'de' }],
        ['delete', { password, confirmed: 'yes' }],
      ] as const) {
        const { status, html } = await send(deed, fields)
        expect([deed, status, html.includes(said)]).toEqual([deed, 400, true])
      }
      expect(await stored(user.email)).toMatchObject({ username: user.username })
      expect(await given().canLogIn(user, password)).toBe(true)
    })
  },
  {
    limits: false,
    notices: { passwordChanged: false, welcome: false },
    parseServer: { preventLoginWithUnverifiedEmail: true, cloud },
  },
)
