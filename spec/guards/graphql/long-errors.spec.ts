/** An error that repeats a megabyte of what a client has sent is told at once, and shortly. */
import { describeWithOneDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { send } from '../../support/rest'

describeWithOneDatabase('a GraphQL error over a megabyte', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
  })
  afterAll(() => host.close())

  const many = (words: string) => words.repeat(800_000 / words.length)
  /** A body of JSON is bounded by 100 kB, one of several parts is not. */
  const refused = async (operation: object) => {
    const part = `Content-Disposition: form-data; name=`
    const fields = { operations: JSON.stringify(operation), map: '{}' }
    const parts = Object.entries(fields).map(([name, value]) => `--x\r\n${part}"${name}"\r\n\r\n${value}\r\n`)
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
    const answer = await send(host, 'POST', host.graphqlUrl, {
      rawBody: `${parts.join('')}--x--\r\n`,
      headers,
    })
    return answer.body.errors[0].message as string
  }

  test.each(['Did you mean ', ' got invalid value ', 'cannot represent ', ' at "x"; '])(
    'as the name of an operation, or as a variable: %s',
    async (words) => {
      const query = 'query a($x: Int) { users(first: $x) { count } }'
      expect((await refused({ query, operationName: many(words) })).length).toBeLessThan(11_000)
      const message = await refused({ query, variables: { x: many(words) } })
      expect(message).toMatch(/^Variable "\$x" got an invalid value; .{0,60}$/)
    },
    30_000,
  )
})
