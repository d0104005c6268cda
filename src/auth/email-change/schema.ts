/** The field of a user that has the address which waits for its confirmation. Its owner reads it, and nobody writes it. */
import { reasonOf } from '../../errors'
import { startTogether } from '../../guards/start-together'
import { hasCode, parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Indexer, ParseConfig } from '../../parse/internals'
import { unwritableFieldHooks } from '../../parse/protected-field'
import { pendingAddress } from '../under-way/writes'

/** Name of the field, and of its index. */
export const field = pendingAddress
const indexName = 'accounts_pending_email'

/** Whoever has upgraded did not ask for the field. */
function advise(thrown: unknown): never {
  if (!hasCode(thrown, 'INCORRECT_TYPE')) throw thrown
  throw parseError('INCORRECT_TYPE', `${reasonOf(thrown)}: rename that field, or set pendingEmail: false`)
}

/**
 * Adds the field to the class `_User`, so that GraphQL knows it and no client has to be allowed to. Its index is for
 * whoever asks for another mail.
 * @throws {Parse.Error} 111 when users have a field of that name and another type.
 */
export async function addField({ databaseController }: ParseConfig): Promise<void> {
  const schema = await databaseController.loadSchema()
  await schema.validateObject('_User', { [field]: 'a@example.com' }, {}).catch(advise)
  const fields = { [field]: { type: 'String' } }
  const { adapter } = databaseController as unknown as { adapter: Indexer }
  await startTogether(() => adapter.ensureIndex('_User', { fields }, [field], indexName))
}

/** Refuses the field in sign-ups and updates. */
export const fieldWriteHooks: Hooks = unwritableFieldHooks(
  '_User',
  [field],
  "Clients aren't allowed to set pendingEmail: set email.",
)
