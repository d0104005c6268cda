/**
 * Lets the answer of GraphQL's `createUser` be read: parse-server asks for it as the anonymous caller, who may not,
 * and answers "Object not found" of a user that it has created. `signUp` does the same on its own.
 */
import { type GraphQLAuth, internals, type RequestConfig } from './internals'
import { replaceMethods } from './replace-methods'

const readerOf = (objectId: string, config: RequestConfig) =>
  new (internals.auth().Auth)({ config, isMaster: false, user: { id: objectId } })

/**
 * Reads a user as that very user, once they were created. The request stays the anonymous caller's: what it
 * creates besides, or afterwards, is not the new user's.
 * @returns a function that takes the hooks back
 */
export function readAsCreatedUser(): () => void {
  const created = new WeakMap<GraphQLAuth, string>()
  const [mutations, queries] = [internals.objectsMutations(), internals.objectsQueries()]
  const [{ createObject }, { getObject }] = [mutations, queries]
  const takenBack = [
    replaceMethods(mutations, {
      createObject: async (className, fields, config, auth, info) => {
        const object = await createObject(className, fields, config, auth, info)
        if (className === '_User' && !auth.user && !auth.isMaster) created.set(auth, object.objectId)
        return object
      },
    }),
    replaceMethods(queries, {
      getObject: async (className, objectId, keys, include, preference, inclusion, config, auth, ...rest) => {
        const isTheirs = className === '_User' && created.get(auth) === objectId
        const reader = isTheirs ? readerOf(objectId, config) : auth
        return getObject(className, objectId, keys, include, preference, inclusion, config, reader, ...rest)
      },
    }),
  ]
  return () => takenBack.forEach((takeBack) => takeBack())
}
