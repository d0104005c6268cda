/** Blocks of operators in `users export` and `users import`: who is kept out, until when, and why. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { writeBlock } from '../../../src/cloud/users/block'
import { hash } from '../../support/bcrypt'
import { runCli } from '../../support/cli'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { folder, importUsers, lines } from '../../support/user-files'

const until = '2099-01-02T00:00:00.000Z'
const blocks = {
  ann: { until: '2020-01-02T00:00:00.000Z', reason: 'long ago' },
  bea: { until, reason: 'unpaid bills' },
  cid: { until },
  dan: {},
}

/** What each is told who logs in. */
const answers = {
  ann: undefined,
  bea: `This account is blocked until ${until}: unpaid bills`,
  cid: `This account is blocked until ${until}.`,
  dan: 'This account is blocked.',
}

describeWithDatabase('blocks of imported users', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), limits: false })
    const _hashed_password = await hash('correct-horse')
    const users = Object.entries(blocks).map(([username, accountsBlocked]) => ({
      ...{ _id: `${username}0000001`, username, _hashed_password, accountsBlocked },
    }))
    const { counts } = await importUsers(database(), lines(users), ['--from', 'parse'])
    expect(counts).toMatchObject({ imported: 4, 'not taken': 0 })
  })
  afterAll(() => host.close())

  async function answersNow() {
    const told: [string, unknown][] = []
    for (const username of Object.keys(blocks)) {
      const body = { username, password: 'correct-horse' }
      const answer = await rest(host, 'POST', '/login', { body })
      told.push([username, (answer.body as { error?: string }).error])
    }
    return Object.fromEntries(told)
  }

  /** An ended block stays in the row until the next log-in. */
  const leaveEnded = () => writeBlock(configOf(host).database, 'ann0000001', blocks.ann)

  async function exported(format: string): Promise<string> {
    const file = path.join(folder, `${database().engine}-blocks.${format}`)
    const args = ['users', 'export', file, '--format', format, '--hashes']
    expect(await runCli(args, { DATABASE_URI: database().uri })).toMatchObject({ code: 0, stderr: '' })
    return readFileSync(file, 'utf8')
  }

  async function importAgain(text: string) {
    for (const username of Object.keys(blocks))
      await rest(host, 'DELETE', `/users/${username}0000001`, { master: true })
    return importUsers(database(), text)
  }

  test('hold as in the Parse Server that they come from', async () => {
    expect(await answersNow()).toEqual(answers)
  })

  test.each(['ndjson', 'json', 'csv'])(
    'hold as long, and for the same reason, through %s',
    async (format) => {
      await leaveEnded()
      const text = await exported(format)
      expect(text).not.toContain('long ago')
      expect((await importAgain(text)).counts).toMatchObject({ imported: 4, 'not taken': 0 })
      expect(await answersNow()).toEqual(answers)
    },
  )

  test('are named where they say nothing that can be read', async () => {
    const users = ['{', { until: 'soon' }, { reason: 7 }, { by: 'Bob' }].map((blocked, nth) => ({
      ...{ email: `eve${nth}@example.com`, blocked },
    }))
    const { report } = await importUsers(database(), lines(users))
    expect(report).toEqual({
      'line 1': 'blocked is no object of JSON',
      'line 2': 'blocked.until is no time',
      'line 3': 'blocked.reason is not of the kind that is expected there',
      'line 4': 'blocked is not of the kind that is expected there',
    })
  })

  test('hold where a table writes TRUE, t or 1, and not where it writes FALSE, f, 0 or nothing', async () => {
    const passwordHash = await hash('correct-horse')
    const words = ['TRUE', 'True', 't', '1', 'FALSE', 'f', '0', '']
    const rows = words.map((word, nth) => `ida${nth},ida${nth}@example.com,${word},${word},${passwordHash}`)
    const table = ['username,email,emailVerified,blocked,passwordHash', ...rows].join('\n')
    expect((await importUsers(database(), table)).counts).toMatchObject({ imported: 8 })
    for (const [nth, word] of words.entries()) {
      const body = { username: `ida${nth}`, password: 'correct-horse' }
      const { error } = (await rest(host, 'POST', '/login', { body })).body as { error?: string }
      const [stored] = await configOf(host).database.find('_User', { username: body.username })
      expect([word, error, stored!.emailVerified]).toEqual([word, nth < 4 ? answers.dan : undefined, nth < 4])
    }
  })

  test.each([
    ['auth0', 'blocked', 'email_verified'],
    ['firebase', 'disabled', 'emailVerified'],
  ])('of %s are taken as they are written, or named', async (from, blocked, verified) => {
    const users = [
      { email: `${from}-one@example.com`, [blocked]: 1 },
      { email: `${from}-two@example.com`, [blocked]: 'yes' },
      { email: `${from}-three@example.com`, [verified]: [] },
    ]
    const { report } = await importUsers(database(), lines(users), ['--from', from])
    expect(report).toEqual({
      'line 2': `${blocked} is neither true nor false`,
      'line 3': `${verified} is neither true nor false`,
    })
    const [one] = await configOf(host).database.find('_User', { email: users[0]!.email })
    expect(one).toMatchObject({ accountsBlocked: {} })
  })
})
