/** Names of fields in a query are no longer than a field's can be: errors repeat them, and the log. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

describeWithDatabase('a query', (database) => {
  let host: Host
  const lines: string[] = []
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        silent: false,
        loggerAdapter: { log: (...line: unknown[]) => void lines.push(JSON.stringify(line)) },
      },
    })
    await rest(host, 'POST', '/classes/Note', { master: true, body: { text: 'a', data: { b: 1 } } })
  })
  afterAll(() => host.close())

  const find = (query: object) => rest(host, 'POST', '/classes/Note', { body: { _method: 'GET', ...query } })
  const long = 'a'.repeat(1001)

  test.each([
    ['order', { order: `text,-${long}` }],
    ['order with line breaks', { order: 'x\n    at '.repeat(100_000) }],
    ['order with many names of a secret', { order: 'authData.'.repeat(100_000) }],
    ['keys', { keys: long }],
    ['excludeKeys', { excludeKeys: long }],
    ['include', { include: `text,${long}` }],
    ['where', { where: { [long]: 1 } }],
    ['a part of where', { where: { $or: [{ text: 'a' }, { $and: [{ [long]: 1 }] }] } }],
    ['a query within', { where: { data: { $inQuery: { className: 'Note', where: { [long]: 1 } } } } }],
  ])('with a name too long in %s is refused, and logged shortly', async (_where, query) => {
    lines.length = 0
    const { status, body } = await find(query)
    expect([status, body]).toEqual([400, { code: 105, error: 'A name of a field is too long.' }])
    expect(lines.join('').length).toBeLessThan(20_000)
  })

  test('may have many names, and long values', async () => {
    const keys = Array.from({ length: 500 }, (_, n) => `field${n}`).join(',')
    const where = { text: { $ne: long } }
    const { status, body } = await find({ keys: `text,${keys}`, order: 'text,-data.b', where })
    expect([status, body]).toEqual([200, { results: [expect.objectContaining({ text: 'a' })] }])
  })
})
