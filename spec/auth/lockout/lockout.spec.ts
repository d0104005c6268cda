/** accountLockout: what the guides say, and what parse-server's own lacks. */
import type { SecurityEvent } from '../../../index'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest, type RestResponse } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { after } from '../mfa/second-factor'
import { backendless, logIn as logInAtFacade } from '../backendless/backendless'

const password = 'correct-horse'
const wrong = { status: 404, body: { code: 101, error: 'Invalid username/password.' } }
const locked = {
  status: 404,
  body: {
    code: 101,
    error: 'Your account is locked due to multiple failed login attempts. Please try again after 5 minute(s)',
  },
}
const shown = ({ status, body }: RestResponse) => ({ status, body: body as unknown })
const isLocked = ({ body }: RestResponse) => String(body.error).startsWith('Your account is locked')

let names = 0
const newName = () => `name${(names += 1)}`

describeWithDatabase('accountLockout', (database) => {
  let host: Host
  let events: SecurityEvent[] = []
  const start = () =>
    startHost({
      database: database(),
      limits: false,
      backendless,
      parseServer: { accountLockout: { threshold: 3, duration: 5 } },
      configure: (accounts) => void accounts.on('security', (event) => void events.push(event)),
    })
  beforeAll(async () => {
    host = await start()
  })
  afterAll(() => host.close())
  beforeEach(() => void (events = []))

  async function known(): Promise<string> {
    const username = newName()
    const body = { username, password, email: `${username}@example.com` }
    expect((await rest(host, 'POST', '/users', { body })).status).toBe(201)
    return username
  }
  const attempt = (username: string, given = 'wrong') =>
    rest(host, 'POST', '/login', { body: { username, password: given } })
  async function fail(username: string, times: number): Promise<unknown[]> {
    const answers = []
    for (let time = 0; time < times; time += 1) answers.push(shown(await attempt(username)))
    return answers
  }
  const later = <Result>(work: () => Promise<Result>) => after(5.01 * 60_000, work)

  test('locks a name that nobody has as it does an account: count, answers, and end', async () => {
    const [account, nobody] = [await known(), newName()]
    const answers = [wrong, wrong, wrong, locked, locked]
    expect(await fail(account, 5)).toEqual(answers)
    expect(await fail(nobody, 5)).toEqual(answers)
    await later(async () => {
      expect(await fail(account, 4)).toEqual(answers.slice(0, 4))
      expect(await fail(nobody, 4)).toEqual(answers.slice(0, 4))
    })
  })

  test('counts anew after a lock that is over: one more mistake doesn’t lock again', async () => {
    const username = await known()
    await fail(username, 3)
    await later(async () => {
      expect(await fail(username, 2)).toEqual([wrong, wrong])
      expect((await attempt(username, password)).status).toBe(200)
    })
  })

  test.each([
    ['an account', known],
    ['a name that nobody has', () => Promise.resolve(newName())],
  ])('looks at three of fifty guesses at once, for %s', async (_what, nameOf) => {
    const username = await nameOf()
    const guesses = Array.from({ length: 50 }, (_each, index) =>
      attempt(username, index === 49 ? password : 'wrong'),
    )
    const answers = await Promise.all(guesses)
    expect(answers.filter((answer) => !isLocked(answer)).map(shown)).toEqual([wrong, wrong, wrong])
    expect(answers.filter(isLocked)).toHaveLength(47)
  })

  test('lets many right log-ins at once in', async () => {
    const username = await known()
    await fail(username, 2)
    const answers = await Promise.all(Array.from({ length: 12 }, () => attempt(username, password)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  })

  test.each([
    ['an account', async () => known()],
    ['a name that nobody has', async () => newName()],
  ])('counts together whatever way the password of %s is tried', async (_what, nameOf) => {
    const username = await nameOf()
    const sent = { username, password: 'wrong' }
    const ways: (() => Promise<RestResponse>)[] = [
      () => rest(host, 'POST', '/verifyPassword', { body: sent }),
      () =>
        graphql(
          host,
          `mutation { logIn(input: { username: "${username}", password: "wrong" }) { clientMutationId } }`,
        ),
      () =>
        rest(host, 'POST', '/batch', {
          body: { requests: [{ method: 'POST', path: '/parse/login', body: sent }] },
        }),
    ]
    for (const way of ways) expect(JSON.stringify((await way()).body)).toContain('Invalid username/password.')
    for (const way of ways) expect(JSON.stringify((await way()).body)).toContain('Your account is locked')
  })

  test('counts by name and by address together, in whatever case, also at the facade', async () => {
    const username = await known()
    const email = `${username}@example.com`
    await fail(username, 1)
    await fail(email, 1)
    await logInAtFacade(host, { email: email.toUpperCase(), password: 'wrong' })
    expect(shown(await attempt(username, password))).toEqual(locked)
    expect(await logInAtFacade(host, { email, password })).toMatchObject({ body: { code: 3036 } })

    const other = await known()
    const shouted = `${other}@EXAMPLE.COM`
    for (let round = 0; round < 3; round += 1) {
      await fail(shouted, 1)
      expect((await attempt(shouted, password)).status).toBe(200)
    }

    const nobodys = `${newName()}@example.com`
    await fail(nobodys, 1)
    await fail(nobodys.toUpperCase(), 1)
    await logInAtFacade(host, { email: nobodys, password: 'wrong' })
    expect(await fail(nobodys, 1)).toEqual([locked])
  })

  test('counts the password that proves an update, of which fifty at once are three', async () => {
    const username = await known()
    const { objectId, sessionToken } = (await attempt(username, password)).body as Record<string, string>
    const update = (currentPassword: string) =>
      rest(host, 'PUT', `/users/${objectId}`, {
        sessionToken: String(sessionToken),
        body: { nickname: 'Ann', currentPassword },
      })
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_each, index) => update(index === 19 ? password : 'wrong')),
    )
    expect(answers.filter((answer) => !isLocked(answer))).toHaveLength(3)
    expect(shown(await attempt(username, password))).toEqual(locked)
  })

  test('tells listeners of failures, of those while it is locked, and of the lock', async () => {
    const username = await known()
    events = []
    await fail(username, 4)
    expect(events.map(({ type, reason }) => [type, reason])).toEqual([
      ['loginFailed', 'credentials'],
      ['loginFailed', 'credentials'],
      ['accountLocked', undefined],
      ['loginFailed', 'credentials'],
      ['loginFailed', 'locked'],
    ])
  })

  test('lets a lock whose end was never written, by a node that died, be no lock for ever', async () => {
    const username = await known()
    await configOf(host).database.update('_User', { username }, { _failed_login_count: 3 })
    expect((await attempt(username, password)).status).toBe(200)
  })

  test('survives a restart, for accounts and for names that nobody has', async () => {
    const [account, nobody] = [await known(), newName()]
    await fail(account, 3)
    await fail(nobody, 3)
    await host.close()
    host = await start()
    expect(shown(await attempt(account, password))).toEqual(locked)
    expect(await fail(nobody, 1)).toEqual([locked])
  })
})
