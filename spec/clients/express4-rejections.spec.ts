/** Express 4 does not catch what asynchronous handlers throw: in a process of its own, that would end it. */
import { type ChildHost, startChildHost } from '../support/child-host'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { rest } from '../support/rest'

describeWithDatabase('an Express 4 host', (database) => {
  let host: ChildHost
  beforeAll(async () => {
    host = await startChildHost('express4', database())
  })
  afterAll(() => host.stop())

  const elsewhere = { 'X-Forwarded-For': '203.0.113.7' }

  test('outlives the right master key from a wrong address, by GraphQL and by REST', async () => {
    const refused = await graphql(host, '{ health }', { master: true, headers: elsewhere })
    expect(refused.status).toBe(403)
    expect((await rest(host, 'GET', '/users', { master: true, headers: elsewhere })).status).toBe(403)
    expect((await graphql(host, '{ health }', { sessionToken: 'r:0000' })).status).toBe(400)

    expect((await graphql(host, '{ health }')).body).toEqual({ data: { health: true } })
    expect(host.isAlive()).toBe(true)
    expect(host.output()).not.toMatch(/unhandled/i)
  })
})
