/** What clients send is never a format of Parse Server's own log, which would fill in what stands beside it. */
import { type ChildHost, startChildHost } from '../support/child-host'
import { describeWithDatabase } from '../support/database'
import { rest } from '../support/rest'

const formats = '%s %d %i %j %o %O %c'

describeWithDatabase('a format that a client sends', (database) => {
  let host: ChildHost
  beforeAll(async () => {
    host = await startChildHost('plain.ts', database(), { PARSE_SERVER_LOG_LEVEL: 'info' })
  })
  afterAll(() => host.stop())

  test.each([
    ['a class', () => rest(host, 'POST', `/classes/${encodeURIComponent(formats)}`, { body: {} })],
    [
      'a field',
      () =>
        rest(host, 'POST', '/users', { body: { username: 'a', password: 'correct-horse', [formats]: 1 } }),
    ],
    ['a function', () => rest(host, 'POST', `/functions/${encodeURIComponent(formats)}`, { body: {} })],
    ['a constraint', () => rest(host, 'GET', '/users', { query: { where: { a: { [`$${formats}`]: 1 } } } })],
  ])('as the name of %s stays as it is in the log', async (_what, ask) => {
    const before = host.output().length
    await ask()
    const written = () => host.output().slice(before)
    while (!written().includes('%s'))
      await new Promise((resolve) => host.process.stdout?.once('data', resolve))
    expect(written()).toContain(formats)
  })
})
