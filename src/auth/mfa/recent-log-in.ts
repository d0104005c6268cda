/** A second factor is turned off or replaced by somebody who has logged in a short time ago, or sends the password. */
import type { Hooks } from '../../parse/hooks'
import type { Fields } from '../../parse/internals'
import { currentPassword as field } from '../../parse/request/log-in-request'
import { userById } from '../../parse/user-rows'
import { requireFresh } from '../reauthentication/freshness'
import { isOwn } from '../reauthentication/reauthentication'
import { hasSecondFactor } from './factors'

function concernsMfa(fields: Fields): boolean {
  const { authData } = fields
  const isList = typeof authData === 'object' && authData !== null && !('__op' in authData)
  return (
    ('authData' in fields && (!isList || 'mfa' in authData)) ||
    Object.keys(fields).some((name) => name.startsWith('authData.'))
  )
}

/** Around of `reauthentication`, which checks the password. */
export const recentLogInHooks = (maxAgeSeconds: number): Hooks => ({
  'rest.update': async (next, config, auth, className, where, fields, ...rest) => {
    const isAsked = className === '_User' && isOwn(auth, where.objectId) && concernsMfa(fields)
    if (isAsked && (fields[field] ?? undefined) === undefined) {
      const user = await userById(config.database, where.objectId)
      if (user && hasSecondFactor(user)) await requireFresh(config.database, auth, maxAgeSeconds)
    }
    return next(config, auth, className, where, fields, ...rest)
  },
})
