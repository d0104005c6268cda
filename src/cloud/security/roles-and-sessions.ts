/** Roles that change, and sessions that operators end. */
import type { Hooks } from '../../parse/hooks'
import type { Auth, Fields } from '../../parse/internals'
import type { ManagedSessions } from '../../part/part'
import type { Tell } from './tell'

const by = ({ isMaster, user }: Auth) => (isMaster ? 'master' : user?.id)

function tellOfRole(tell: Tell, auth: Auth, subject: unknown): void {
  const who = by(auth)
  tell({ type: 'roleChanged', subject: String(subject), ...(who && { by: who }) })
}

export const roleHooks = (tell: Tell): Hooks => ({
  'rest.create': async (next, config, auth, className, fields, ...rest) => {
    const answer = await next(config, auth, className, fields, ...rest)
    if (className === '_Role') tellOfRole(tell, auth, (answer as { response: Fields }).response.objectId)
    return answer
  },
  'rest.update': async (next, config, auth, className, where, ...rest) => {
    const answer = await next(config, auth, className, where, ...rest)
    if (className === '_Role') tellOfRole(tell, auth, where.objectId)
    return answer
  },
  'rest.del': async (next, config, auth, className, objectId, ...rest) => {
    const answer = await next(config, auth, className, objectId, ...rest)
    if (className === '_Role') tellOfRole(tell, auth, objectId)
    return answer
  },
})

export function tellOfRevoking(sessions: ManagedSessions, tell: Tell): void {
  sessions.beforeRevoking((target) =>
    tell({ type: 'sessionRevoked', subject: typeof target === 'string' ? target : target.sid }),
  )
}
