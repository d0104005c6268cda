/** The GraphQL API: parse-server's own, with `logOut { viewer }` and without stack traces in its answers. */
import { existsSync, readFileSync } from 'node:fs'
import { optionsError, reasonOf } from '../../errors'
import { answerErrors } from '../../guards/faults/responses'
import { guardGraphQLErrors } from '../../guards/graphql/errors'
import { type ExpressApp, internals, type ParseServer } from '../../parse/internals'
import type { GraphQLOptions } from '../options'

interface GraphQLSettings extends GraphQLOptions {
  /** `parseServer.graphQLSchema`, the host's additions to the schema. */
  hostSchema: unknown
}

/** Type definitions have braces, or several words; nobody calls a file so. */
const isSdl = (text: string) => !existsSync(text) && /[{\n]|^\s*(extend|type|input|enum|scalar)\s/.test(text)

/** A file name, type definitions as text, or anything that parse-server takes as it is. */
function typeDefsOf(hostSchema: unknown): unknown {
  if (typeof hostSchema !== 'string') return hostSchema
  try {
    return internals.graphql().parse(isSdl(hostSchema) ? hostSchema : readFileSync(hostSchema, 'utf8'))
  } catch (thrown) {
    const expected = 'expected a file of type definitions, or type definitions as text'
    throw optionsError([{ path: 'parseServer.graphQLSchema', message: `${expected}: ${reasonOf(thrown)}` }])
  }
}

function createGraphQLServer(server: ParseServer, options: GraphQLSettings) {
  const ParseGraphQLServer = internals.ParseGraphQLServer()
  return new ParseGraphQLServer(server, {
    graphQLPath: options.path,
    graphQLPublicIntrospection: options.publicIntrospection,
    graphQLCustomTypeDefs: typeDefsOf(options.hostSchema),
  })
}

/** Mounts the GraphQL API on an Express 5 app; on Express 4 its asynchronous handlers could end the process. */
export function mountGraphQL(app: ExpressApp, server: ParseServer, options: GraphQLSettings): void {
  app.use(options.path, guardGraphQLErrors)
  createGraphQLServer(server, options).applyGraphQL(app)
  app.use(options.path, answerErrors(server.config.loggerController))
}
