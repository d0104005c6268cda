/** How many objects a class has: counted, however new the class is. */
import { describeWithDatabase, describeWithPostgres, type TestDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import { configOf } from '../support/rule-users'

/** A host for the tests of a group. */
function counting(database: () => TestDatabase) {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { allowClientClassCreation: true } })
  })
  afterAll(() => host.close())

  const count = async (className: string, more: object = {}) => {
    const query = { count: 1, limit: 0, ...more }
    const { body } = await rest(host, 'GET', `/classes/${className}`, { master: true, query })
    return (body as { count: number }).count
  }
  const add = (className: string, text: string) =>
    rest(host, 'POST', `/classes/${className}`, { master: true, body: { text } })
  return { host: () => host, count, add }
}

describeWithDatabase('a count', (database) => {
  const { host, count, add } = counting(database)

  test('of a new class is exact, with and without conditions', async () => {
    for (let number = 0; number < 7; number += 1) {
      expect(await count('Note')).toBe(number)
      await add('Note', number < 3 ? 'few' : 'many')
    }
    expect(await count('Note', { where: { text: 'few' } })).toBe(3)
    const { body } = await graphql(host(), '{ notes { count } }', { master: true })
    expect(body.data.notes.count).toBe(7)
  })

  test('of users is exact', async () => {
    for (const username of ['ann', 'bob'])
      await rest(host(), 'POST', '/users', { body: { username, password: 'correct horse' } })
    expect(await count('_User')).toBe(2)
  })
})

describeWithPostgres('a count', (database) => {
  const { host, count, add } = counting(database)

  test('of a class that is known to be large is what the database knows', async () => {
    await add('Large', 'one')
    const { adapter } = configOf(host()).database as unknown as {
      adapter: { _client: { none(sql: string): Promise<void> } }
    }
    const client = adapter._client
    await client.none(`UPDATE pg_class SET reltuples = 100001 WHERE relname = 'Large'`)
    expect(await count('Large')).toBe(100_001)
    await client.none(`UPDATE pg_class SET reltuples = 100000 WHERE relname = 'Large'`)
    expect(await count('Large')).toBe(1)
  })
})
