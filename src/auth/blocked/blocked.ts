/** Users whom an operator has blocked: no way in, of whatever kind. Their sessions are refused where all sessions are. */
import type { Database, Row, TriggerHandler } from '../../parse/internals'
import { hiddenFromGraphQL, protectedFieldHooks, unwritableFieldHooks } from '../../parse/protected-field'
import { verifiedPasswordHooks } from '../../parse/request/verified-password'
import { updateIf } from '../../parse/user-rows'
import { deletion } from '../../parse/values'
import type { Part } from '../../part/part'
import { type Block, blockedError, blockOf, field } from './state'

/**
 * Users read what is hidden from others of themselves. Whatever an operator has written since the log-in has read it
 * stays.
 */
const clear = (database: Database, objectId: unknown, { until }: Block): Promise<boolean> =>
  updateIf(database, { objectId, [`${field}.until`]: until }, { [field]: deletion })

/** After the credential was found good, so that only its owner learns of the block. */
const refuse: TriggerHandler = async ({ object, config }) => {
  const stored = object?.get(field) as Block | null | undefined
  const block = blockOf({ [field]: stored })
  if (block) throw blockedError(block)
  // It is over.
  if (stored) await clear(config.database, object?.id, stored)
}

function refuseBlocked(user: Row): undefined {
  const block = blockOf(user)
  if (block) throw blockedError(block)
}

export const blocked: Part = {
  name: 'blocked users',
  fields: { _User: [field] },
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
