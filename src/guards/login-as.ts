/**
 * Guard: `/loginAs` looks for whatever `userId` is. On MongoDB an object is a query (`{"$ne": ""}` logs in as
 * whoever comes first), on PostgreSQL a number is a 500.
 */
import { internals, type LoginAsRequest } from '../parse/internals'

const guarded = Symbol.for('parse-server-accounts.login-as')

const isGiven = (value: unknown) => value !== undefined && value !== null

/** A client without the master key learns nothing of this: parse-server refuses it first. */
function refuses({ auth, body, query }: LoginAsRequest): boolean {
  const given = [body?.userId, query?.userId].filter(isGiven)
  return auth.isMaster && given.some((userId) => typeof userId !== 'string')
}

/** Makes `/loginAs` refuse a `userId` that is not a string, also within `/batch`. */
export function guardLoginAs(): void {
  const { prototype } = internals.UsersRouter()
  if (guarded in prototype) return
  const { handleLogInAs } = prototype
  const refuseOrHandle = async function (this: unknown, request: LoginAsRequest) {
    const { Error } = internals.Parse()
    request.query ??= {} // there is none in a batch
    if (refuses(request)) throw new Error(Error.INVALID_VALUE ?? 0, 'userId must be a string')
    return handleLogInAs.call(this, request)
  }
  Object.assign(prototype, { handleLogInAs: refuseOrHandle, [guarded]: true })
}
