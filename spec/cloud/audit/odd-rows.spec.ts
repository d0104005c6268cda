/** Rows of the audit that a database does not take, or text that it can't hold: they take no others with them. */
import type { Db } from 'mongodb'
import type { Stoppable } from '../../../src/parse/internals'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { openPage } from '../../support/pages'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'

const password = 'correct-horse'

interface Pool {
  query: (text: string) => Promise<unknown>
}

/** As whoever runs the database may do it: rows of blocks are refused from now on. */
async function refuseBlocks({ _client, database }: Stoppable): Promise<void> {
  if (_client) {
    const check = `ALTER TABLE "AccountsAudit" ADD CONSTRAINT odd CHECK ("event" <> 'userBlocked')`
    await (_client.$pool as unknown as Pool).query(check)
    return
  }
  const validator = { event: { $ne: 'userBlocked' } }
  await (database as unknown as Db).command({ collMod: 'AccountsAudit', validator })
}

describeWithDatabase('the audit', (database) => {
  let host: Host
  const lines: string[] = []
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      limits: false,
      parseServer: { loggerAdapter: { log: (...args: unknown[]) => void lines.push(args.join(' ')) } },
    })
  })
  afterAll(() => host.close())

  let names = 0
  async function signUp() {
    const username = `user${(names += 1)}`
    const { body } = await rest(host, 'POST', '/users', { body: { username, password } })
    return { username, userId: (body as { objectId: string }).objectId }
  }
  const logIn = (username: string) => rest(host, 'POST', '/login', { body: { username, password } })
  async function rowsOf(userId: string): Promise<{ event: string; operator?: string }[]> {
    const where = { $or: [{ userId }, { subject: userId }] }
    const { body } = await rest(host, 'GET', '/classes/AccountsAudit', {
      master: true,
      query: { where, order: 'at' },
    })
    return body.results as { event: string }[]
  }

  test.each([
    ['cut within an emoji', `${'x'.repeat(99)}😀`, 'x'.repeat(99)],
    ['with half of one', '\ud83d of support', '\ufffd of support'],
    ['with a NUL', 'Bob\0 of support', 'Bob of support'],
    ['of NULs alone', '\0\0', undefined],
    ['as long as may be', `${'x'.repeat(98)}😀`, `${'x'.repeat(98)}😀`],
  ])('has the name of an operator, %s, and the rows beside it', async (_what, name, stored) => {
    const { username, userId } = await signUp()
    const link = await host.accounts.users.logInAs(userId, { operator: name })
    const { form } = await openPage(String(link?.url))
    expect((await logIn(username)).status).toBe(200)
    const body = new URLSearchParams(form?.fields)
    await fetch(form!.action, { method: 'POST', body, redirect: 'manual' })
    const rows = await rowsOf(userId)
    expect(rows.map(({ event }) => event)).toEqual(['signUp', 'login', 'loginAs'])
    expect(rows[2]?.operator).toBe(stored)
  })

  test('has all rows but one that the database refuses, and says so once', async () => {
    const { userId } = await signUp()
    await rowsOf(userId)
    const { adapter } = configOf(host).database as unknown as { adapter: Stoppable }
    await refuseBlocks(adapter)
    // It tells of the block and of the end of all sessions, at once.
    await host.accounts.users.block(userId)
    expect((await rowsOf(userId)).map(({ event }) => event)).toEqual(['signUp', 'sessionRevoked'])
    expect(lines.filter((line) => line.includes('The audit lacks rows'))).toHaveLength(1)
  })
})
