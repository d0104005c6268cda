/** Users whom an operator has blocked: no way in, of whatever kind. Their sessions are refused where all sessions are. */
import { hiddenFromGraphQL } from '../../parse/hidden-fields'
import type { Row, TriggerHandler } from '../../parse/internals'
import { protectedFieldHooks, unwritableFieldHooks } from '../../parse/protected-field'
import { verifiedPasswordHooks } from '../../parse/request/verified-password'
import type { Part } from '../../part/part'
import { blockedError, blockOf, field } from './state'

/** After the credential was found good, so that only its owner learns of the block. */
const refuse: TriggerHandler = async ({ object, config }) => {
  const stored = object?.get(field)
  const block = blockOf({ [field]: stored })
  if (block) throw blockedError(block)
  // It is over. Users read what is hidden from others of themselves.
  if (stored) await config.database.update('_User', { objectId: object?.id }, { [field]: { __op: 'Delete' } })
}

function refuseBlocked(user: Row): undefined {
  const block = blockOf(user)
  if (block) throw blockedError(block)
}

export const blocked: Part = {
  name: 'blocked users',
  start: async () => ({
    triggers: { beforeLogin: refuse },
    hooks: [
      verifiedPasswordHooks(refuseBlocked),
      protectedFieldHooks('_User', [field]),
      unwritableFieldHooks('_User', [field], 'Users are blocked by accounts.users.block().'),
      hiddenFromGraphQL('_User', [field]),
    ],
  }),
}
