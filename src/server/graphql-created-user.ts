/**
 * Lets the answer of GraphQL's `createUser` be read: parse-server asks for it as the anonymous caller, who may not,
 * and answers "Object not found" of a user that it has created. `signUp` does the same on its own.
 */
import type { Hooks } from '../parse/hooks'
import { type GraphQLAuth, internals, type RequestConfig } from '../parse/internals'

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
