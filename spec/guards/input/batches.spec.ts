/** A batch with a path that leads nowhere is refused before it is begun: a transaction would hold its connection for good. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

describeWithDatabase('a batch with a transaction', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
  })
  afterAll(() => host.close())

  const create = { method: 'POST', path: '/parse/classes/Note', body: { text: 'hello' } }
  const batch = (...requests: object[]) =>
    rest(host, 'POST', '/batch', { body: { transaction: true, requests }, master: true })

  test('is refused where a path in it leads nowhere, and has no effect', async () => {
    // More than PostgreSQL's pool has connections.
    for (let count = 0; count < 12; count += 1)
      expect(await batch(create, { method: 'PUT', path: '/parse/nowhere', body: {} })).toMatchObject({
        status: 400,
        body: { code: 107 },
      })
    const { body } = await rest(host, 'GET', '/classes/Note', { master: true })
    expect(body).toEqual({ results: [] })
  })
})
