/** No client can write lines of their own, or colours, into Parse Server's log. */
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest, type RestRequest } from '../support/rest'
import type { Parse } from '../support/sdk'

const forged = 'x\ninfo: forged\u001b[2K\r\u009b1A'
const inPath = encodeURIComponent(forged)

/** Every text in what the adapter was given. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  const named = Object.getOwnPropertyNames(value).flatMap((name) => [
    name,
    ...textsIn((value as Record<string, unknown>)[name]),
  ])
  return named
}

describeWithDatabase('lines of the log', (database) => {
  let host: Host
  let logged: unknown[] = []
  const texts = () => textsIn(logged)

  const cloud = (Server: typeof Parse) => {
    Server.Cloud.beforeSave('Thing', () => undefined)
    Server.Cloud.define('fails', ({ params }) => {
      throw new Error(`Not with ${String(params.name)}`)
    })
    Server.Cloud.define('logs', ({ params, log }) =>
      (log as unknown as { info: (text: string) => void }).info(String(params.name)),
    )
  }

  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        cloud,
        verbose: true,
        allowClientClassCreation: true,
        loggerAdapter: { log: (...args: unknown[]) => void logged.push(...args) },
      },
    })
  })
  beforeEach(() => {
    logged = []
  })
  afterAll(() => host.close())

  const post = (path: string, body: unknown, request: RestRequest = {}) =>
    rest(host, 'POST', path, { body, ...request })

  test.each<[string, () => Promise<unknown>]>([
    ['a class', () => post(`/classes/${inPath}`, { a: 1 })],
    ['a class in a query', () => rest(host, 'GET', `/classes/${inPath}`)],
    ['a field', () => post('/classes/Thing', { [forged]: 1 })],
    ['a value', () => post('/classes/Thing', { a: forged })],
    ['a function', () => post(`/functions/${inPath}`, {})],
    ['a job', () => post(`/jobs/${inPath}`, {}, { master: true })],
    ['a provider', () => post('/users', { authData: { [forged]: { id: 'x' } } })],
    ['a user', () => post('/login', { username: forged, password: 'x' })],
    ['a constraint', () => rest(host, 'GET', '/users', { query: { where: { a: { [`$${forged}`]: 1 } } } })],
    ['a parameter', () => rest(host, 'GET', '/users', { query: { where: { a: forged }, order: forged } })],
    ['a path', () => rest(host, 'GET', `/${inPath}`)],
    ['a hook', () => rest(host, 'GET', `/hooks/functions/${inPath}`, { master: true })],
    ['a path in a batch', () => post('/batch', { requests: [{ method: 'GET', path: `/parse/${forged}` }] })],
    ['an operation', () => graphql(host, `query { thing(id: ${JSON.stringify(forged)}) { id } }`)],
    ['an error of Cloud Code', () => post('/functions/fails', { name: forged })],
    ['a line of Cloud Code', () => post('/functions/logs', { name: forged })],
  ])('the name of %s stays within its line', async (_, request) => {
    await request()
    expect(texts()).not.toEqual([])
    const lines = texts().flatMap((text) => text.split('\n'))
    expect(lines.filter((line) => line.startsWith('info:'))).toEqual([])
    // eslint-disable-next-line no-control-regex -- they are what must not be there
    expect(lines.filter((line) => /[\u0000-\u001f\u007f-\u009f]/.test(line))).toEqual([])
  })

  test('errors keep their stacks, requests their JSON, and triggers their lines', async () => {
    await post('/functions/fails', { name: 'that' })
    await post('/classes/Thing', { a: 1 })
    const all = texts().join('\n')
    expect(all).toMatch(/Not with that\n {4}at /)
    expect(all).toMatch(/REQUEST for \[POST\] \/parse\/classes\/Thing: \{\n {2}"a": 1\n\}/)
    expect(all).toMatch(/beforeSave triggered for Thing for user undefined:\n {2}Input: .*\n {2}Result: /)
  })
})
