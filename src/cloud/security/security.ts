/** Security events as a whole: who comes in and who doesn't, and what changes of accounts, roles and sessions. */
import type { Part } from '../../part/part'
import { changeHooks, resetHooks, deletionHooks } from './accounts'
import { logInHooks, tellOfComing, tellOfLogOut } from './log-ins'
import { roleHooks, tellOfRevoking } from './roles-and-sessions'
import { createTell } from './tell'
import { withKeyHooks } from './with-key'

const byOperators = [
  'userBlocked',
  'userUnblocked',
  'accountUnlocked',
  'userExported',
  'verificationSent',
] as const

export const security: Part = {
  name: 'security',
  start: async ({ config, events, sessions }) => {
    const tell = createTell(events, config)
    tellOfComing(events, tell)
    tellOfRevoking(sessions, tell)
    events.on('locked', ({ _user }) => tell({ type: 'accountLocked', userId: String(_user.objectId) }))
    events.on('secondFactorFailed', ({ userId }) =>
      tell({ type: 'loginFailed', provider: 'mfa', reason: 'secondFactor', userId }),
    )
    events.on('logInRefused', (refused) => tell({ type: 'loginFailed', ...refused }))
    for (const type of byOperators) events.on(type, ({ userId }) => tell({ type, userId }))
    events.on('emailChangeRequested', ({ user }) =>
      tell({ type: 'emailChangeRequested', userId: String(user.objectId) }),
    )
    events.on('emailChangeStopped', ({ userId }) => tell({ type: 'emailChangeStopped', userId }))
    events.on('invited', () => tell({ type: 'invited' }))
    events.on('limited', ({ limit }) => tell({ type: 'limited', subject: limit }))
    return {
      hooks: [
        withKeyHooks,
        logInHooks(tell),
        resetHooks(tell),
        roleHooks(tell),
        changeHooks(config, tell),
        ...deletionHooks(tell),
      ],
      triggers: { afterLogout: tellOfLogOut(tell) },
    }
  },
}
