/** GraphQL guide: errors say what was wrong, and nothing about the server's files, whatever NODE_ENV is. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { send } from '../../support/rest'
import { graphql } from './accounts'
import { logIn, signUp, viewer } from './guide'

const wrongLogIn = logIn.replace('ASuperStrongPassword', 'AWrongPassword')

const failing = ({ Cloud }: { Cloud: { beforeLogin(trigger: () => never): void } }) =>
  Cloud.beforeLogin(() => {
    throw new TypeError('the host has a bug')
  })

describe.each(['development', 'production', 'test', 'staging', undefined])(
  'NODE_ENV is %s',
  (environment) => {
    describeWithDatabase('GraphQL guide, errors', (database) => {
      const before = process.env.NODE_ENV
      let host: Host
      beforeAll(async () => {
        if (environment === undefined) delete process.env.NODE_ENV
        else process.env.NODE_ENV = environment
        host = await startHost({ database: database(), parseServer: { cloud: failing } })
        await graphql(host, signUp)
      })
      afterAll(async () => {
        process.env.NODE_ENV = before
        await host.close()
      })

      test.each([
        ['syntax', '{', {}],
        ['an unknown field', '{ unknown }', {}],
        ['a missing variable', 'query ($id: ID!) { user(id: $id) { id } }', {}],
        [
          'a variable of a wrong type',
          'query ($id: ID!) { user(id: $id) { id } }',
          { variables: { id: {} } },
        ],
        ['a wrong password', wrongLogIn, {}],
        ['an error of the host', logIn, {}],
        ['no session', viewer, {}],
        ['an invalid session token', viewer, { sessionToken: 'r:b0dfad1eeafa4425d9508f1c0a15c3fa' }],
        ['introspection', '{ __schema { queryType { name } } }', {}],
        ['no such object', 'query { user(id: "unknown") { id } }', { master: true }],
        ['a name of an operation that is not there', 'query a { health }', { operationName: 'b' }],
      ])('no stack trace: %s', async (_what, query, request) => {
        const { status, body } = await graphql(host, query, request)
        expect(status).toBeLessThan(500)
        expect(JSON.stringify(body)).toMatch(/"(message|error)":"[^"]/)
        expect(JSON.stringify(body)).not.toMatch(/stack|node_modules|\.js:\d/)
      })

      test.each([
        ['malformed JSON', '{"query":', 'application/json', 400],
        ['no object', 'null', 'application/json', 400],
        ['no query', '{}', 'application/json', 400],
        ['another charset', '{}', 'application/json; charset=unknown', 415],
        ['too much', JSON.stringify({ query: ' '.repeat(1_000_000) }), 'application/json', 413],
        ['text', 'query { health }', 'text/plain', 400],
        ['a broken upload', 'broken', 'multipart/form-data; boundary=boundary', 400],
        ['nothing', '', 'application/json', 400],
      ])('no stack trace: a body of %s', async (_what, rawBody, contentType, expected) => {
        const headers = { 'Content-Type': contentType }
        const answer = await send(host, 'POST', host.graphqlUrl, { rawBody, headers })
        const text = JSON.stringify(answer.body)
        expect([answer.status, answer.headers.get('content-type')]).toEqual([
          expected,
          'application/json; charset=utf-8',
        ])
        expect(text).toMatch(/"(message|error)":"[^"]/)
        expect(text).not.toMatch(/stack|node_modules|\.js:\d/)
      })

      test.each([
        ['is not there', 'query a { health }', 'b', 'Unknown operation named "b".'],
        [
          'is missing',
          'query a { health } query b { health }',
          undefined,
          'Must provide operation name if query contains multiple operations.',
        ],
      ])('an operation whose name %s is refused', async (_what, query, operationName, message) => {
        const { status, body } = await graphql(host, query, operationName ? { operationName } : {})
        expect(status).toBe(400)
        expect(body).toEqual({ errors: [{ message, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] })
      })
    })
  },
)
