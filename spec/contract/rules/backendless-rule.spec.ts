/** The rule for Backendless that Auth0 has published, word for word: it finds what it needs below /backendless. */
import { randomUUID } from 'node:crypto'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { runRule, type RuleRun } from '../../support/rules'

const backendless = { applicationId: randomUUID(), apiKey: randomUUID() }
const password = 'a long random string, the same for all users'

function claimOf({ error, idToken }: RuleRun): string {
  expect(error).toBeUndefined()
  expect(Object.keys(idToken)).toEqual(['https://api.backendless.com/userToken'])
  return Object.values(idToken)[0]!
}

describeWithDatabase('the rule for Backendless', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), backendless })
  })
  afterAll(() => host.close())

  const newUser = () => ({ user_id: 'auth0|1', email: `${randomUUID()}@example.com` })

  const run = (user: ReturnType<typeof newUser>, values: Record<string, string> = {}) =>
    runRule(
      'backendless-user-token',
      {
        // The claim has the same beginning, and stays.
        "'https://api.backendless.com';": `'${host.url}/backendless';`,
        'PLACE HERE YOUR BACKENDLESS APP ID': backendless.applicationId,
        'PLACE HERE YOUR BACKENDLESS CODERUNNER API KEY': backendless.apiKey,
        'A REALLY LONG PASSWORD': password,
        ...values,
      },
      user,
    )

  const me = async (sessionToken: string) =>
    (await rest(host, 'GET', '/users/me', { sessionToken })).body as Record<string, unknown>
  const users = async () =>
    (await rest(host, 'GET', '/users', { master: true })).body.results.length as number

  test('makes a user whose token is that of a Parse session, and logs the same in afterwards', async () => {
    const user = newUser()
    const first = await run(user)
    expect(first.statuses).toEqual([200, 200, 200])
    const made = await me(claimOf(first))
    expect(made).toMatchObject({ objectId: expect.any(String), email: user.email })

    const second = await run(user)
    expect(second.statuses).toEqual([200, 200])
    expect((await me(claimOf(second))).objectId).toBe(made.objectId)
  })

  test('gives no token to who has another password', async () => {
    const user = newUser()
    claimOf(await run(user))
    const { error, idToken, statuses } = await run(user, { 'A REALLY LONG PASSWORD': 'guessed' })
    expect([statuses, idToken]).toEqual([[200, 401], {}])
    expect(error).toBe('401 Invalid login or password')
  })

  test.each(['PLACE HERE YOUR BACKENDLESS APP ID', 'PLACE HERE YOUR BACKENDLESS CODERUNNER API KEY'])(
    'gets nothing when another value stands for %s',
    async (placeholder) => {
      const before = await users()
      const { error, idToken, statuses } = await run(newUser(), { [placeholder]: randomUUID() })
      expect([statuses, idToken]).toEqual([[400], {}])
      expect(error).toMatch(/^400 Invalid application info/)
      expect(await users()).toBe(before)
    },
  )

  test('asks with an address that ends the quotation, and gets nothing', async () => {
    const before = await users()
    const { error, idToken, statuses } = await run({ user_id: 'x|1', email: "a@b.c' OR '1'='1" })
    expect([statuses, idToken]).toEqual([[400], {}])
    expect(error).toMatch(/^400 The only query/)
    expect(await users()).toBe(before)
  })
})
