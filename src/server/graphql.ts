/** The GraphQL API: parse-server's own, with `logOut { viewer }` and without stack traces in its answers. */
import type { GraphQLField, GraphQLFieldConfig, GraphQLObjectType } from 'graphql'
import { readFileSync } from 'node:fs'
import { guardGraphQLInput, guardMultipart } from './input/guard-input'
import { answerErrors } from './guards/answers'
import { guardStackTraces } from './guards/stack-traces'
import { refuseUnreadable } from './guards/unreadable-body'
import { type ExpressApp, type GraphQLContext, internals, type ParseServer } from './internals'

type LogOut = GraphQLFieldConfig<unknown, GraphQLContext>

interface GraphQLOptions {
  path: string
  publicIntrospection: boolean
  /** `parseServer.graphQLSchema`, the host's additions to the schema. */
  hostSchema: unknown
}

/** Who is about to log out, as the client asked for it; `null` without a session, or without a right to read. */
async function viewerOf(context: GraphQLContext, info: unknown): Promise<unknown> {
  const isAskedFor = internals
    .listFields()(info)
    .some((name) => name.startsWith('viewer.'))
  if (!isAskedFor || !context.auth.user) return null
  try {
    return await internals.usersQueries().getUserFromSessionToken(context, info, 'viewer.user.', false)
  } catch {
    return null
  }
}

/**
 * Adds the documented `viewer` to `logOut`. It is read before the log-out: afterwards the session that may
 * read it is gone.
 * @see GraphQL guide, "Logging Out"
 */
function addViewer(logOut: LogOut, type: GraphQLObjectType): void {
  const { resolve } = logOut
  if (!resolve) return
  const viewer: GraphQLField<unknown, GraphQLContext> = {
    name: 'viewer',
    description: 'The user who has been logged out; null without a valid session.',
    type,
    args: [],
    deprecationReason: undefined,
    extensions: {},
    astNode: undefined,
  }
  Object.assign((logOut.type as GraphQLObjectType).getFields(), { viewer })
  logOut.resolve = async (source, args: Record<string, unknown>, context, info) => {
    const viewer = await viewerOf(context, info)
    return { ...((await resolve(source, args, context, info)) as object), viewer }
  }
}

/** As parse-server itself reads `graphQLSchema`: a file name, or anything that it takes as it is. */
function typeDefsOf(hostSchema: unknown): unknown {
  return typeof hostSchema === 'string'
    ? internals.graphql().parse(readFileSync(hostSchema, 'utf8'))
    : hostSchema
}

function createGraphQLServer(server: ParseServer, options: GraphQLOptions) {
  const ParseGraphQLServer = internals.ParseGraphQLServer()
  const graphql = new ParseGraphQLServer(server, {
    graphQLPath: options.path,
    graphQLPublicIntrospection: options.publicIntrospection,
    graphQLCustomTypeDefs: typeDefsOf(options.hostSchema),
  })
  const schema = graphql.parseGraphQLSchema
  const addMutation = schema.addGraphQLMutation.bind(schema)
  schema.addGraphQLMutation = (name, mutation, ...rest) => {
    if (name === 'logOut') addViewer(mutation, schema.viewerType)
    return addMutation(name, mutation, ...rest)
  }
  return graphql
}

/** Mounts the GraphQL API on an Express 5 app; on Express 4 its asynchronous handlers could end the process. */
export function mountGraphQL(app: ExpressApp, server: ParseServer, options: GraphQLOptions): void {
  app.use(options.path, guardStackTraces, guardMultipart, internals.express().json(), guardGraphQLInput)
  createGraphQLServer(server, options).applyGraphQL(app)
  app.use(options.path, answerErrors)
  app.use(options.path, refuseUnreadable(server.config.loggerController))
}
