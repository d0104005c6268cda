/** A batch that is too large is refused before anybody looks at what is in it. */
import { describeWithOneDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const entry = { method: 'POST', path: '/parse/logout', body: {} }
const refusal = (count: number) => ({
  code: 107,
  error: `Batch request contains ${count} sub-requests, which exceeds the limit of 100.`,
})

describeWithOneDatabase('a batch of more requests than batchRequestLimit', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
  })
  afterAll(() => host.close())

  const batch = (requests: unknown[], how = {}) =>
    rest(host, 'POST', '/batch', { body: { requests }, ...how })

  test('is refused in the words of parse-server, before a word about its paths', async () => {
    const { status, body } = await batch(Array(101).fill({ ...entry, path: '/nowhere' }))
    expect([status, body]).toEqual([400, refusal(101)])
    expect((await batch(Array(100).fill(entry))).status).toBe(200)
  })

  test('is let through with the master key', async () => {
    const { status, body } = await batch(Array(101).fill(entry), { master: true })
    expect([status, body.length]).toEqual([200, 101])
  })

  test('needs a session, where the one that it has is over', async () => {
    const how = { sessionToken: `r:${'0'.repeat(32)}` }
    expect((await batch(Array(100).fill(entry), how)).status).toBe(200)
    expect((await batch(Array(101).fill(entry), how)).body.code).toBe(209)
  })
})
