/** GraphQL guide, "Logging Out": the documented `viewer` stands beside a host's own additions to the schema. */
import { createRequire } from 'node:module'
import type { GraphQLSchema } from 'graphql'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { graphql } from './accounts'
import { johndoeAsViewer, logOut, signUp, viewerIn } from './guide'

/** The copy that Parse Server uses: types of another one would be foreign to it. */
const ofParseServer = createRequire(require.resolve('parse-server'))('graphql') as typeof import('graphql')

interface CloudCode {
  Cloud: { define(name: string, answer: (request: { params: { name: string } }) => string): void }
}

const greet = ({ name }: { name: string }) => `Hello ${name}!`
const cloud = ({ Cloud }: CloudCode) => Cloud.define('hello', ({ params }) => greet(params))

function schemaObject(): GraphQLSchema {
  const { GraphQLObjectType, GraphQLNonNull, GraphQLSchema, GraphQLString } = ofParseServer
  const hello = {
    type: new GraphQLNonNull(GraphQLString),
    args: { name: { type: new GraphQLNonNull(GraphQLString) } },
    resolve: (_source: unknown, args: Record<string, string>) => greet({ name: args.name ?? '' }),
  }
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { hello } }) })
}

/** Gets the schema of Parse Server, and adds to it in place. */
function schemaFunction({ autoSchema }: { autoSchema: GraphQLSchema }): GraphQLSchema {
  const { extendSchema, parse } = ofParseServer
  const schema = extendSchema(autoSchema, parse('extend type Query { hello(name: String!): String! }'))
  const { hello } = schema.getQueryType()?.getFields() ?? {}
  if (hello) hello.resolve = (_source, args: Record<string, string>) => greet({ name: args.name ?? '' })
  return schema
}

describe.each([
  ['SDL as text', 'extend type Query { hello(name: String!): String! @resolve }'],
  ['an SDL file', require.resolve('../../fixtures/host-schema.graphql')],
  [
    'a parsed SDL document',
    ofParseServer.parse('extend type Query { hello(name: String!): String! @resolve }'),
  ],
  ['a GraphQLSchema object', schemaObject()],
  ['a function of the schema', schemaFunction],
])('parseServer.graphQLSchema is %s', (_what, graphQLSchema) => {
  describeWithDatabase('GraphQL guide, "Logging Out"', (database) => {
    let host: Host
    beforeAll(async () => {
      host = await startHost({ database: database(), parseServer: { graphQLSchema, cloud } })
    })
    afterAll(() => host.close())

    test('the additions of the host answer', async () => {
      const { body } = await graphql(host, '{ hello(name: "johndoe") health }')
      expect(body).toEqual({ data: { hello: 'Hello johndoe!', health: true } })
    })

    test('logOut has its viewer', async () => {
      const { sessionToken } = viewerIn(await graphql(host, signUp))
      const { body } = await graphql(host, logOut, { sessionToken })
      expect(body).toEqual({
        data: { logOut: { clientMutationId: 'logOut', viewer: { user: johndoeAsViewer.user } } },
      })
    })
  })
})
