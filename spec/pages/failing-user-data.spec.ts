/** `userData` that fails on the account page: users learn that it is for later, operators why. */
import { describeAccountPages } from './account-pages'
import { signIn } from './member'

const password = 'correct-horse'
const said = 'Give your books back first.'

interface Host {
  Error: new (code: number, message: string) => Error
}

let fail: () => unknown = () => undefined
let refuse: () => never

const throwText = () => {
  // As old code does.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw 'The disk is full.'
}
const errors: string[] = []

describeAccountPages(
  'the account page, where `userData` fails,',
  (given) => {
    const member = async () => {
      const user = await given().newcomer()
      return { user, ...(await signIn(given().host.url, user.username, password)) }
    }
    const circle: { self?: unknown } = {}
    circle.self = circle
    beforeEach(() => void errors.splice(0))

    test.each([
      ['throws', () => Promise.reject(new Error('The disk is full.')), 'The disk is full.'],
      ['throws a text', throwText, 'The disk is full.'],
      ['returns a circle', () => circle, 'no JSON'],
    ])('says of an export that %s that it is for later, and logs why', async (_what, ofHost, reason) => {
      fail = ofHost
      const { user, send, open } = await member()
      const { status, html, headers } = await send('export')
      expect([status, headers.get('retry-after'), html.includes(reason)]).toEqual([503, '60', false])
      const told = errors.filter((text) => text.includes(reason) && text.includes(user.objectId))
      expect(told).toHaveLength(1)
      expect((await open()).status).toBe(200)
    })

    test('says of a deletion that it is for later, logs why, and takes the cookie of the session that is over', async () => {
      fail = () => Promise.reject(new Error('The disk is full.'))
      const { user, send, cookies, open } = await member()
      const { status, html } = await send('delete', { password, confirmed: 'yes' })
      expect([status, html.includes('The disk is full.'), html.includes('<form')]).toEqual([
        503,
        false,
        false,
      ])
      expect(
        errors.filter((text) => text.includes('disk is full') && text.includes(user.objectId)),
      ).toHaveLength(1)
      expect(cookies.has('accounts-session')).toBe(false)
      expect((await open()).status).toBe(303)
      expect(await given().canLogIn(user, password)).toBe(true)
    })

    test('tells a refusal of the host in its words, above the form to sign in where the session is over', async () => {
      fail = () => refuse()
      const { user, send, cookies } = await member()
      const kept = await send('export')
      expect([kept.status, kept.html.includes(said)]).toEqual([400, true])
      const { status, html } = await send('delete', { password, confirmed: 'yes' })
      expect([status, html.includes(said)]).toEqual([400, true])
      expect(html).toContain('action="./sign-in"')
      expect(html).toContain('name="next" value="/auth/account"')
      expect(cookies.has('accounts-session')).toBe(false)
      expect(errors.filter((text) => text.includes(user.objectId) && text.includes(said))).toEqual([])
    })
  },
  {
    limits: false,
    userData: { delete: () => fail(), export: () => fail() },
    parseServer: {
      silent: false,
      loggerAdapter: {
        log: (level: string, ...texts: unknown[]) => level === 'error' && errors.push(texts.join(' ')),
      },
      cloud: (Parse: Host) => {
        refuse = () => {
          throw new Parse.Error(142, said)
        }
      },
    },
  },
)
