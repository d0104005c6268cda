/** `migrate-rule-users` without a list: only accounts that are named by an Auth0 id can be given to somebody. */
import { type CliResult, countsIn, runCli } from '../../support/cli'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rowOf, rulePassword, type RuleUser, signUpByRule } from '../../support/rule-users'

const names = ['auth0|one', 'samlp|acme|two@example.com', 'three@example.com', 'Four', 'a | b', 'a@b | c']

describeWithDatabase('migration of the users of the old rule, without a list', (database) => {
  let host: Host
  let result: CliResult
  const users: Record<string, RuleUser> = {}
  const linkOf = async (name: string) => (await rowOf(host, users[name]!.objectId)).authData

  beforeAll(async () => {
    host = await startHost({ database: database() })
    for (const name of names) users[name] = await signUpByRule(host, name)
    result = await runCli(['migrate-rule-users'], {
      DATABASE_URI: database().uri,
      RULE_PASSWORD: rulePassword,
    })
  })

  afterAll(() => host.close())

  test.each(['auth0|one', 'samlp|acme|two@example.com'])('gives %s to the user of that id', async (name) => {
    expect(await linkOf(name)).toEqual({ auth0: { id: name } })
  })

  test.each(['three@example.com', 'Four', 'a | b', 'a@b | c'])('leaves %s as it is', async (name) => {
    const { authData, password } = await rowOf(host, users[name]!.objectId)
    expect([authData, password]).toEqual([undefined, expect.any(String)])
  })

  test('says who is adopted at log-in, and who needs a list', () => {
    expect(result.code).toBe(0)
    expect(countsIn(result.stdout)).toMatchObject({
      'looked at': 6,
      'migrated by id': 2,
      'adopted at their first log-in': 1,
      'names: need --users': 3,
    })
  })

  test('tells how far it is, line by line', () => {
    expect(result.stderr).toContain('50 %: 3 of 6 users')
    expect(result.stderr).toContain('100 %: 6 of 6 users')
  })
})
