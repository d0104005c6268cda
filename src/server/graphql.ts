/** The GraphQL API: parse-server's own, with `logOut { viewer }` and without stack traces in its answers. */
import { readFileSync } from 'node:fs'
import { guardMultipart } from '../guards/input/multipart'
import { answerErrors } from '../guards/responses'
import { guardGraphQLErrors } from '../guards/graphql'
import { type ExpressApp, internals, type ParseServer } from '../parse/internals'
import type { GraphQLOptions } from './options'

interface GraphQLSettings extends GraphQLOptions {
  /** `parseServer.graphQLSchema`, the host's additions to the schema. */
  hostSchema: unknown
}

/** As parse-server itself reads `graphQLSchema`: a file name, or anything that it takes as it is. */
function typeDefsOf(hostSchema: unknown): unknown {
  return typeof hostSchema === 'string'
    ? internals.graphql().parse(readFileSync(hostSchema, 'utf8'))
    : hostSchema
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
  app.use(options.path, guardGraphQLErrors, guardMultipart)
  createGraphQLServer(server, options).applyGraphQL(app)
  app.use(options.path, answerErrors(server.config.loggerController))
}
