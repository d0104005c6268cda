/** Asks users who they are before they change how they log in: `currentPassword`, and `reauthentication`. */
import { hasKey } from '../../parse/auth-of'
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Auth, Fields, RequestConfig } from '../../parse/internals'
import type { Part } from '../../part/part'
import { currentPassword as field } from '../../parse/request/log-in-request'
import { isPasswordCheck } from '../../parse/request/password-check'
import { userById } from '../../parse/user-rows'
import { verifyCurrentPassword, withoutAnswer, withoutPassword } from './current-password'
import { confirm, requireFresh } from './freshness'
import { graphQLFieldHooks } from './graphql-field'
import type { ReauthenticationOptions } from './options'
import { isAnonymous, isSensitive } from './sensitive'
import { signedInLogInHooks } from './signed-in-log-ins'

/** Of others, parse-server and `ownership` have the word. */
export const isOwn = (auth: Auth, objectId: unknown) =>
  !hasKey(auth) && auth.user !== undefined && auth.user.id === objectId

const isNobody = (auth: Auth) => !hasKey(auth) && !auth.user

/** What a password proves, and what goes without one. */
function createProofs(options: ReauthenticationOptions | undefined) {
  async function require(config: RequestConfig, auth: Auth, fields: Fields | undefined): Promise<void> {
    if (!options) return
    const user = await userById(config.database, auth.user?.id)
    if (!user || isAnonymous(user) || (fields && !isSensitive(fields, user))) return
    await requireFresh(config.database, auth, options.maxAgeSeconds)
  }
  return {
    require,
    verify: async (config: RequestConfig, auth: Auth, objectId: unknown, given: unknown): Promise<void> => {
      await verifyCurrentPassword(config, auth, objectId, given)
      if (options && isOwn(auth, objectId)) await confirm(config.database, auth)
    },
  }
}

function userHooks(options: ReauthenticationOptions | undefined): Hooks {
  const { require, verify } = createProofs(options)
  return {
    'rest.create': async (next, config, auth, className, fields, ...rest) => {
      if (className === '_User' && field in fields)
        refuse('OPERATION_FORBIDDEN', 'Send currentPassword with updates of your own account only.')
      return next(config, auth, className, fields, ...rest)
    },
    'rest.update': async (next, config, auth, className, where, fields, ...rest) => {
      if (className !== '_User') return next(config, auth, className, where, fields, ...rest)
      const { written, given } = withoutPassword(fields)
      if (given !== undefined && !isNobody(auth)) await verify(config, auth, where.objectId, given)
      else if (isOwn(auth, where.objectId)) await require(config, auth, written)
      // There is no right to ask for, no trigger to run and nobody to tell, where nothing is written.
      if (given !== undefined && isPasswordCheck()) return { response: {} }
      const answer = await next(config, auth, className, where, written, ...rest)
      return given === undefined ? answer : withoutAnswer(answer)
    },
    'rest.del': async (next, config, auth, className, objectId, ...rest) => {
      if (className === '_User' && isOwn(auth, objectId)) await require(config, auth, undefined)
      return next(config, auth, className, objectId, ...rest)
    },
  }
}

/** @param options nothing where only passwords that are sent are checked */
export const reauthentication = (options: ReauthenticationOptions | undefined): Part => ({
  name: 'reauthentication',
  start: async () => ({ hooks: [userHooks(options), signedInLogInHooks, graphQLFieldHooks] }),
})
