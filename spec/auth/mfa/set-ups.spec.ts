/** A second factor that was set up stays, whoever was about to set up another one. */
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { createGate } from '../../support/gate'
import { type Host, startHost } from '../../support/host'
import { rest, type RestResponse } from '../../support/rest'
import { isIn, logIn, newPerson, newSecret, password, type Person, put, useClock } from './second-factor'

interface Server {
  User: unknown
  Cloud: {
    beforeSave: (of: unknown, trigger: () => unknown) => void
    beforeLogin: (trigger: () => unknown) => void
  }
}

describeWithDatabase('of two set-ups of a second factor at once', (database) => {
  const gate = createGate()
  const sent: string[] = []
  const { tick, codeOf } = useClock()
  let host: Host
  beforeAll(async () => {
    const sendSMS = (code: string) => void sent.push(code)
    host = await startHost({
      database: database(),
      limits: false,
      parseServer: {
        auth: { acme, mfa: { options: ['SMS', 'TOTP'], sendSMS } },
        cloud: ({ Cloud, User }: Server) => {
          Cloud.beforeSave(User, gate.wait)
          Cloud.beforeLogin(gate.wait)
        },
      },
    })
  })
  afterAll(() => host.close())

  let numbers = 0
  const newNumber = () => `+1555556${1000 + (numbers += 1)}`
  const setUp = async (person: Person, mfa: object) =>
    expect((await put(host, person, { authData: { mfa } })).status).toBe(200)
  const anApp = () => {
    const secret = newSecret()
    return { secret, token: codeOf({ secret }) }
  }
  /** @returns how the next code is got */
  async function setUpApp(person: Person) {
    const app = anApp()
    await setUp(person, app)
    return async () => {
      tick()
      return Promise.resolve(codeOf(app))
    }
  }
  async function setUpPhone(person: Person) {
    const mobile = newNumber()
    await setUp(person, { mobile })
    await setUp(person, { mobile, token: sent.pop() })
    return async () => {
      await logIn(host, person, { token: 'request' })
      return sent.pop()
    }
  }

  describe.each([
    ['an app', setUpApp],
    ['a phone', setUpPhone],
  ])('that of %s, which was written first,', (_kind, setUpFirst) => {
    test.each<[string, (person: Person) => Promise<RestResponse>]>([
      ['an app', (person) => put(host, person, { authData: { mfa: anApp() } })],
      ['a phone', (person) => put(host, person, { authData: { mfa: { mobile: newNumber() } } })],
      [
        'a log-in',
        ({ username }) =>
          rest(host, 'POST', '/login', { body: { username, password, authData: { mfa: anApp() } } }),
      ],
      [
        'a log-in with a provider',
        ({ username }) =>
          rest(host, 'POST', '/users', { body: { authData: { ...acmeAuthData(username), mfa: anApp() } } }),
      ],
    ])('stays, and the other one is refused: by %s', async (_way, setUpLast) => {
      const person = await newPerson(host)
      let nextCode: (() => Promise<string | undefined>) | undefined
      const { body } = await gate.during(
        () => setUpLast(person),
        async () => void (nextCode = await setUpFirst(person)),
      )
      expect(body).toEqual({ code: 141, error: expect.stringContaining('set up meanwhile') as string })
      expect(isIn(await logIn(host, person, { token: await nextCode?.() }))).toBe(true)
    })
  })
})
