/** GraphQL mutations that answer otherwise than the guide says. */
import type { GraphQLField, GraphQLFieldConfig, GraphQLObjectType } from 'graphql'
import type { Hooks } from '../../parse/hooks'
import {
  type GraphQLContext,
  internals,
  type ParseGraphQLSchema,
  type GraphQLAuth,
  type RequestConfig,
} from '../../parse/internals'

const readerOf = (objectId: string, config: RequestConfig) =>
  new (internals.auth().Auth)({ config, isMaster: false, user: { id: objectId } })

/**
 * Reads a user as that very user, once they were created. The request stays the anonymous caller's: what it
 * creates besides, or afterwards, is not the new user's.
 */
export function createdUserHooks(): Hooks {
  const created = new WeakMap<GraphQLAuth, string>()
  return {
    'objectsMutations.createObject': async (next, className, fields, config, auth, info) => {
      const object = await next(className, fields, config, auth, info)
      if (className === '_User' && !auth.user && !auth.isMaster) created.set(auth, object.objectId)
      return object
    },
    'objectsQueries.getObject': async (next, className, objectId, ...rest) => {
      const [keys, include, preference, inclusion, config, auth, ...others] = rest
      const isTheirs = className === '_User' && created.get(auth) === objectId
      const reader = isTheirs ? readerOf(objectId, config) : auth
      return next(className, objectId, keys, include, preference, inclusion, config, reader, ...others)
    },
  }
}

type Mutation = GraphQLFieldConfig<unknown, GraphQLContext>

/** Who has the session, as the client asked for it; `null` without a session, or without a right to read. */
async function viewerOf(context: GraphQLContext, info: unknown): Promise<unknown> {
  const fields = internals.listFields()(info)
  if (!context.auth.user || !fields.some((name) => name.startsWith('viewer.'))) return null
  try {
    return await internals.usersQueries().getUserFromSessionToken(context, info, 'viewer.user.', false)
  } catch {
    return null
  }
}

function addViewerTo(type: unknown, { viewerType }: ParseGraphQLSchema, description: string): void {
  const viewer: GraphQLField<unknown, GraphQLContext> = {
    name: 'viewer',
    description,
    type: viewerType,
    args: [],
    deprecationReason: undefined,
    extensions: {},
    astNode: undefined,
  }
  Object.assign((type as GraphQLObjectType).getFields(), { viewer })
}

/**
 * Adds the documented `viewer` to `logOut`. It is read before the log-out: afterwards the session that may
 * read it is gone.
 * @see GraphQL guide, "Logging Out"
 */
function addViewer(logOut: Mutation, schema: ParseGraphQLSchema): void {
  const { resolve } = logOut
  if (!resolve) return
  addViewerTo(logOut.type, schema, 'The user who has been logged out; null without a valid session.')
  logOut.resolve = async (source, args: Record<string, unknown>, context, info) => {
    const viewer = await viewerOf(context, info)
    return { ...((await resolve(source, args, context, info)) as object), viewer }
  }
}

/** The sessions that new passwords have opened, by who has sent them. */
const opened = new WeakMap<GraphQLAuth, string>()

/** A new password ends the session that asks, and opens another: REST answers its token, and GraphQL would keep it. */
function addNewSession(updateUser: Mutation, schema: ParseGraphQLSchema): void {
  const { resolve } = updateUser
  if (!resolve) return
  const description =
    'Who asks; after a new password, with the token of the session that follows. Null without a session.'
  addViewerTo(updateUser.type, schema, description)
  updateUser.resolve = async (source, args: Record<string, unknown>, context, info) => {
    const answer = (await resolve(source, args, context, info)) as object
    const { info: sent, auth } = context
    const sessionToken = opened.get(auth) ?? sent.sessionToken
    const asking = { ...context, info: { ...sent, ...(sessionToken !== undefined && { sessionToken }) } }
    return { ...answer, viewer: await viewerOf(asking, info) }
  }
}

/** Errors of these mutations are handed on as they are, and would reach the client as server faults. */
function tellErrors(mutation: Mutation, schema: ParseGraphQLSchema): void {
  const { resolve } = mutation
  if (!resolve) return
  const { Error: ParseError } = internals.Parse()
  mutation.resolve = async (source, args: Record<string, unknown>, context, info) => {
    try {
      return await resolve(source, args, context, info)
    } catch (thrown) {
      const reason =
        typeof thrown === 'string' ? new ParseError(ParseError.OTHER_CAUSE ?? -1, thrown) : thrown
      return schema.handleError(reason)
    }
  }
}

const amendments: Record<string, (mutation: Mutation, schema: ParseGraphQLSchema) => void> = {
  logOut: addViewer,
  updateUser: addNewSession,
  resetPassword: tellErrors,
  confirmResetPassword: tellErrors,
}

/** Amends the mutations as the schema gets them, at start and whenever a class has changed. */
export const mutationHooks: Hooks = {
  'objectsMutations.updateObject': async (next, className, objectId, fields, config, auth, info) => {
    const answer = await next(className, objectId, fields, config, auth, info)
    if (className === '_User' && typeof answer.sessionToken === 'string')
      opened.set(auth, answer.sessionToken)
    return answer
  },
  'ParseGraphQLSchema.addGraphQLMutation': function (next, name, mutation, ...rest) {
    amendments[name]?.(mutation, this)
    return next(name, mutation, ...rest)
  },
}
