/** `users export`: what is in the file, and that it can be taken elsewhere. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { hash } from '../../support/bcrypt'
import { runCli } from '../../support/cli'
import { describeWithDatabase } from '../../support/database'
import { startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { folder, importUsers, lines } from '../../support/user-files'

/** A configuration whose reading ends with Ctrl-C. */
const stoppedAtOnce = `
  import { once } from 'node:events'
  const { DATABASE_URI: databaseURI } = process.env
  const publicServerURL = 'http://127.0.0.1/parse'
  export const options = { parseServer: { appId: 'x', masterKey: '${'m'.repeat(40)}', databaseURI, publicServerURL } }
  const stopped = once(process, 'SIGINT')
  const alive = setInterval(() => undefined, 1000)
  process.kill(process.pid, 'SIGINT')
  await stopped
  clearInterval(alive)`

describeWithDatabase('users export', (database) => {
  let passwordHash: string
  const users = () => [
    {
      ...{ _id: 'ann0000001', username: 'ann', email: 'ann@example.com', _hashed_password: passwordHash },
      ...{ _created_at: { $date: '2019-01-01T00:00:00Z' }, _updated_at: { $date: '2019-01-02T00:00:00Z' } },
      ...{ _auth_data_acme: { id: 'm', token: 'sEcReT' }, _auth_data_mfa: { secret: 'sEcReTsEeD' } },
      ...{ score: 7, _p_friend: '_User$bob0000001' },
    },
    {
      ...{ _id: 'bob0000001', username: 'bob, the "first"', _hashed_password: passwordHash },
      ...{ accountsBlocked: {}, _auth_data_anonymous: { id: 'lEtSmEiN' } },
    },
    { _id: 'eve0000001', username: '=HYPERLINK("http://eve.example.com")', _hashed_password: passwordHash },
    {
      ...{ _id: 'eve0000002', username: `'=1`, _hashed_password: passwordHash },
      ...{ _rperm: [], _wperm: [] },
    },
  ]
  beforeAll(async () => {
    passwordHash = await hash('correct-horse')
    const { counts } = await importUsers(database(), lines(users()), ['--from', 'parse'])
    expect(counts).toMatchObject({ imported: 4, 'not taken': 0 })
  })

  async function exported(name: string, ...args: string[]): Promise<string> {
    const file = path.join(folder, `${database().engine}-${name}`)
    const { code, stdout, stderr } = await runCli(['users', 'export', file, ...args], {
      DATABASE_URI: database().uri,
    })
    expect([code, stdout]).toEqual([0, `4 users are in ${file}.\n`])
    expect(stderr).toContain('would log in without it after an import: 1.')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    return readFileSync(file, 'utf8')
  }

  test('writes JSON lines without hashes and secrets of identities', async () => {
    const text = await exported('users.ndjson')
    expect(text).not.toMatch(/\$2|sEcReT|_hashed|_rperm/)
    const [ann, bob] = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(ann).toMatchObject({
      ...{
        objectId: 'ann0000001',
        username: 'ann',
        email: 'ann@example.com',
        emailVerified: false,
        score: 7,
      },
      ...{ createdAt: '2019-01-01T00:00:00.000Z', updatedAt: '2019-01-02T00:00:00.000Z' },
      ...{ authData: { acme: { id: 'm' } }, ACL: { ann0000001: { read: true, write: true } } },
      friend: { __type: 'Pointer', className: '_User', objectId: 'bob0000001' },
    })
    expect(bob).toMatchObject({ objectId: 'bob0000001', blocked: true })
  })

  test('writes the id of an anonymous user, which alone lets in, only with --hashes', async () => {
    const [bare, whole] = [await exported('bare.ndjson'), await exported('whole.ndjson', '--hashes')]
    expect(bare).not.toMatch(/anonymous|lEtSmEiN/)
    expect(whole).toContain('"authData":{"anonymous":{"id":"lEtSmEiN"}}')
  })

  test('writes what an import takes: nobody is another afterwards', async () => {
    for (const [format, args] of [
      ['json', ['--format', 'json', '--hashes']],
      ['csv', ['--format', 'csv', '--hashes']],
    ] as const) {
      const text = await exported(`again.${format}`, ...args)
      expect(text).toContain(passwordHash)
      const { counts } = await importUsers(database(), text)
      expect(counts).toMatchObject({ imported: 0, 'there already': 4, 'not taken': 0 })
    }
  })

  test('writes into CSV, too, that nobody may log in as somebody', async () => {
    const text = await exported('acl.csv', '--format', 'csv', '--hashes')
    const [titles, ...rows] = text.split('\n')
    const row = rows.find((line) => line.startsWith('eve0000002'))
    const renamed = row?.replaceAll('eve0000002', 'zoe0000001').replace(`''=1`, 'zoe')
    const { counts } = await importUsers(database(), `${titles}\n${renamed}\n`)
    expect(counts).toMatchObject({ imported: 1, 'not taken': 0 })
    const host = await startHost({ database: database() })
    const credentials = { username: 'zoe', password: 'correct-horse' }
    const { body: refusal } = await rest(host, 'POST', '/login', { body: credentials })
    const { status, body } = await rest(host, 'DELETE', '/users/zoe0000001', { master: true })
    await host.close()
    expect([refusal.code, status, body]).toEqual([101, 200, {}])
  })

  test('leaves relations out, which are not in the row', async () => {
    const host = await startHost({ database: database() })
    const bob = { __type: 'Pointer', className: '_User', objectId: 'bob0000001' }
    const body = { friends: { __op: 'AddRelation', objects: [bob] } }
    const { status } = await rest(host, 'PUT', '/users/ann0000001', { master: true, body })
    await host.close()
    expect(status).toBe(200)
    expect(await exported('relations.ndjson')).not.toMatch(/friends|Relation/)
  })

  test.each(['ndjson', 'json', 'csv'])('leaves no file of %s when it is stopped', async (format) => {
    const config = path.join(folder, 'stopped.mjs')
    writeFileSync(config, stoppedAtOnce)
    const file = path.join(folder, `${database().engine}-stopped.${format}`)
    const args = ['users', 'export', file, '--format', format, '--config', config]
    const result = await runCli(args, { DATABASE_URI: database().uri })
    expect(result).toEqual({ code: 130, stdout: 'Stopped: there is no file.\n', stderr: '' })
    expect(existsSync(file)).toBe(false)
  })

  test('writes no cell that a spreadsheet runs', async () => {
    const text = await exported('sheet.csv', '--format', 'csv')
    expect(text).toContain(`"'=HYPERLINK(""http://eve.example.com"")"`)
    expect(text).toContain(",''=1,")
    expect(text).not.toMatch(/(^|,|")[=+@-]/m)
  })
})
