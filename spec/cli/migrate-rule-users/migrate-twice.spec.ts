/** `migrate-rule-users`, stopped in the middle and continued, and two runs at the same time. */
import path from 'node:path'
import { countsIn, runCli, startCli } from '../../support/cli'
import { describeWithDatabase, type TestDatabase } from '../../support/database'
import { startHost } from '../../support/host'
import { configOf, rulePassword, signUpByRule } from '../../support/rule-users'
import { folder } from '../../support/user-files'

/** So many that a run takes a while; half of them can't be migrated, and would be looked at again. */
const ids = Array.from({ length: 24 }, (_, index) => `auth0|${index}`)
const addresses = ids.map((_, index) => `${index}@example.com`)

/** @returns what reads the links of all users, by username */
async function prepare(database: TestDatabase) {
  const host = await startHost({ database })
  await Promise.all([...ids, ...addresses].map((name) => signUpByRule(host, name)))
  const links = async () => {
    const users = await configOf(host).database.find('_User', {})
    return users.flatMap(({ username, authData }) =>
      authData ? [[username, (authData as { auth0: { id: string } }).auth0.id]] : [],
    )
  }
  return { host, links }
}

const linkedAll = ids.map((id) => [id, id]).sort()
const environment = ({ uri }: TestDatabase) => ({ DATABASE_URI: uri, RULE_PASSWORD: rulePassword })

describeWithDatabase('a migration that is stopped by Ctrl-C', (database) => {
  test('finishes what is under way, and goes on behind it', async () => {
    const { host, links } = await prepare(database())
    try {
      const reportAt = (name: string) => path.join(folder, `${database().engine}-${name}`)
      const report = reportAt('first.csv')
      const cli = startCli(['migrate-rule-users', '--report', report], environment(database()))
      await cli.printed('10 %')
      cli.process.kill('SIGINT')
      const first = await cli.result
      expect(first.code).toBe(130)
      const { 'looked at': lookedAt, 'migrated by id': migrated } = countsIn(first.stdout)
      expect(lookedAt).toBeLessThan(48)
      expect(await links()).toHaveLength(migrated!)

      const goOn = /To go on: the same command with --after (\w+) and another --report\.$/m
      const after = goOn.exec(first.stdout)![1]!
      const more = ['--after', after, '--report', reportAt('second.csv')]
      const second = await runCli(['migrate-rule-users', ...more], environment(database()))
      expect(second.code).toBe(0)
      expect(countsIn(second.stdout)).toMatchObject({ 'looked at': 48 - lookedAt! })
      expect((await links()).sort()).toEqual(linkedAll)
    } finally {
      await host.close()
    }
  }, 240_000)
})

describeWithDatabase('two migrations at the same time', (database) => {
  test('do no harm: each user is migrated once', async () => {
    const { host, links } = await prepare(database())
    try {
      const run = () => runCli(['migrate-rule-users'], environment(database()))
      const results = await Promise.all([run(), run()])
      const counts = results.map(({ stdout }) => countsIn(stdout))
      expect(results.map(({ code }) => code)).toEqual([0, 0])
      expect(counts[0]!['migrated by id']! + counts[1]!['migrated by id']!).toBe(24)
      expect((await links()).sort()).toEqual(linkedAll)
    } finally {
      await host.close()
    }
  }, 240_000)
})
