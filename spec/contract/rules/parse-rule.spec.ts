/** The rule for Parse that Auth0 has published, word for word: what it did with parse.com it does with this API. */
import { randomUUID } from 'node:crypto'
import { describeWithDatabase } from '../../support/database'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { runRule, type RuleRun, type RuleUser } from '../../support/rules'
import { clientKeys } from '../rest/guide'

const password = 'a long random string, the same for all users'
const auth0 = { domain: 'tenant.eu.auth0.com', clientId: 'spec-client' }

const settings: [string, Omit<HostOptions, 'database'>][] = [
  ['as it is', {}],
  ['with accountLockout', { parseServer: { accountLockout: { duration: 5, threshold: 1 } } }],
  ['with client keys', { parseServer: clientKeys }],
  ['with sign-in with Auth0', { auth0 }],
  ['with sign-in with Auth0 that adopts users of the rule', { auth0: { ...auth0, rulePassword: password } }],
]

const handle = () => randomUUID()
const users: [string, keyof RuleUser, () => RuleUser][] = [
  [
    'an e-mail address',
    'email',
    () => ({ user_id: 'auth0|1', email: `${handle()}@example.com`, name: 'Ann' }),
  ],
  ['a name', 'name', () => ({ user_id: 'twitter|1', name: `Ann “${handle()}” Archer & Co` })],
  ['an id only', 'user_id', () => ({ user_id: `sms|${handle()}` })],
]

function claimOf({ error, idToken }: RuleRun): string {
  expect(error).toBeUndefined()
  expect(Object.keys(idToken)).toEqual(['https://example.com/parse_session_token'])
  return Object.values(idToken)[0]!
}

describeWithDatabase('the rule for Parse', (database) => {
  let host: Host

  const run = (user: RuleUser, values: Record<string, string> = {}) =>
    runRule(
      'parse-session-token',
      {
        'https://api.parse.com/1': host.apiUrl,
        'PLACE HERE YOUR PARSE APP ID': host.appId,
        'PLACE HERE YOUR PARSE REST API KEY': clientKeys.restAPIKey,
        PARSE_USER_MASTER_KEY: password,
        ...values,
      },
      user,
    )

  const headers = { 'X-Parse-REST-API-Key': clientKeys.restAPIKey }
  const me = async (sessionToken: string) =>
    (await rest(host, 'GET', '/users/me', { sessionToken, headers })).body as Record<string, unknown>

  describe.each(settings)('%s', (_what, options) => {
    beforeAll(async () => {
      host = await startHost({ ...options, database: database() })
    })
    afterAll(() => host.close())

    test.each(users)(
      'makes a user by %s, and logs the same in afterwards',
      async (_handle, field, newUser) => {
        const user = newUser()
        const first = await run(user)
        expect(first.statuses).toEqual([404, 201])
        const made = await me(claimOf(first))
        expect(made).toMatchObject({ objectId: expect.any(String), username: user[field] })

        const second = await run(user)
        expect(second.statuses).toEqual([200])
        expect((await me(claimOf(second))).objectId).toBe(made.objectId)
      },
    )
  })

  describe('with client keys', () => {
    beforeAll(async () => {
      host = await startHost({ database: database(), parseServer: clientKeys })
    })
    afterAll(() => host.close())

    test('gives no token to who has another password', async () => {
      const user = { user_id: 'auth0|1', email: `${handle()}@example.com` }
      claimOf(await run(user))
      const { error, idToken, statuses } = await run(user, { PARSE_USER_MASTER_KEY: 'guessed' })
      expect([statuses, idToken]).toEqual([[404, 400], {}])
      expect(String(error)).toMatch(/^Error: The user provisioning returned an unkonwn error/)
    })

    test('gives no token to who has another key', async () => {
      const user = { user_id: `auth0|${handle()}` }
      const { error, idToken, statuses } = await run(user, {
        'PLACE HERE YOUR PARSE REST API KEY': 'guessed',
      })
      expect([statuses, idToken]).toEqual([[403], {}])
      expect(String(error)).toMatch(/^Error: The login returned an unkonwn error. Status: 403/)
    })
  })
})
