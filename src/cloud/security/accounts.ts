/** What is changed of an account: its password, its address, its ways in, or that it is there at all. */
import { secondFactorChange } from '../../auth/mfa/factors'
import { isReset } from '../../auth/ownership/resets'
import { deletedUserHooks } from '../../parse/deleted-users'
import type { Hooks } from '../../parse/hooks'
import type { Fields, ParseConfig, Row } from '../../parse/internals'
import { asThemselves, actsAsUser } from '../../parse/request/operator'
import { changesEmail, changesPassword, linkedNames } from '../notifications/changes'
import { userChangeHooks } from '../user-changes'
import type { Tell } from './tell'

type Identities = Record<string, { id?: unknown } | null | undefined>

const identitiesOf = ({ authData }: Row | Fields): Identities =>
  typeof authData === 'object' && authData !== null ? (authData as Identities) : {}

/** @returns the providers that a user has from now on, and has no more */
function changedIdentities(before: Row, fields: Fields): { linked: string[]; unlinked: string[] } {
  const former = identitiesOf(before)
  const gone = Object.entries(identitiesOf(fields)).filter(
    ([name, data]) => data === null && former[name] && name !== 'mfa',
  )
  return { linked: linkedNames(before, fields), unlinked: gone.map(([name]) => name) }
}

/** Told where all writes of users meet. */
export const changeHooks = (config: ParseConfig, tell: Tell): Hooks =>
  userChangeHooks(config, {
    onCreated: () => undefined,
    isOfInterest: (fields) => changesPassword(fields) || 'email' in fields || 'authData' in fields,
    onUpdated: (before, fields) => {
      const userId = String(before.objectId)
      if (changesPassword(fields)) tell({ type: isReset() ? 'passwordReset' : 'passwordChanged', userId })
      if (changesEmail(before, fields)) tell({ type: 'emailChanged', userId })
      const { linked, unlinked } = changedIdentities(before, fields)
      const { added, removed } = secondFactorChange(before, fields)
      if (removed) tell({ type: 'secondFactorRemoved', userId })
      if (added) tell({ type: 'secondFactorAdded', userId })
      for (const provider of linked) tell({ type: 'identityLinked', userId, provider })
      for (const provider of unlinked) tell({ type: 'identityUnlinked', userId, provider })
    },
  })

export const resetHooks = (tell: Tell): Hooks => ({
  'UserController.setPasswordResetToken': async function (next, email) {
    const user = await next(email)
    tell({ type: 'resetRequested', userId: String((user as Row).objectId) })
    return user
  },
})

/** Who deletes a user by a session of theirs does it, whoever's request it is that has come to it; but for an operator's. */
const ownDeletion: Hooks = {
  'rest.del': (next, config, auth, className, ...rest) => {
    const { isMaster, user } = auth
    const remove = () => next(config, auth, className, ...rest)
    const isOwn = className === '_User' && !isMaster && !actsAsUser(auth)
    return isOwn && user?.id ? asThemselves(user.id, remove) : remove()
  },
}

export const deletionHooks = (tell: Tell): Hooks[] => [
  ownDeletion,
  deletedUserHooks(async (users) => {
    for (const { objectId } of users) tell({ type: 'userDeleted', userId: String(objectId) })
  }),
]
