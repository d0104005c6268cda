/** Roles that change, and sessions that operators end. */
import { afterCommit } from '../../parse/after-commit'
import type { Hooks } from '../../parse/hooks'
import type { Auth, Fields, RequestConfig } from '../../parse/internals'
import { actsAsUser } from '../../parse/request/operator'
import type { ManagedSessions } from '../../part/part'
import type { Tell } from './tell'

const by = (auth: Auth) => (auth.isMaster || actsAsUser(auth) ? 'master' : auth.user?.id)

export function roleHooks(tell: Tell): Hooks {
  function tellOfRole({ database }: RequestConfig, auth: Auth, subject: unknown): Promise<void> {
    const who = by(auth)
    return afterCommit(database, () =>
      tell({ type: 'roleChanged', subject: String(subject), ...(who && { by: who }) }),
    )
  }
  return {
    'rest.create': async (next, config, auth, className, fields, ...rest) => {
      const answer = await next(config, auth, className, fields, ...rest)
      if (className === '_Role')
        await tellOfRole(config, auth, (answer as { response: Fields }).response.objectId)
      return answer
    },
    'rest.update': async (next, config, auth, className, where, ...rest) => {
      const answer = await next(config, auth, className, where, ...rest)
      if (className === '_Role') await tellOfRole(config, auth, where.objectId)
      return answer
    },
    'rest.del': async (next, config, auth, className, objectId, ...rest) => {
      const answer = await next(config, auth, className, objectId, ...rest)
      if (className === '_Role') await tellOfRole(config, auth, objectId)
      return answer
    },
  }
}

export function tellOfRevoking(sessions: ManagedSessions, tell: Tell): void {
  sessions.beforeRevoking((target) =>
    tell({ type: 'sessionRevoked', subject: typeof target === 'string' ? target : target.sid }),
  )
}
