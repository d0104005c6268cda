/** The field of a user that has the address which waits for its confirmation. Its owner reads it, and nobody writes it. */
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { type Auth, type Fields, type Indexer, type ParseConfig } from '../../parse/internals'

/** Name of the field, and of its index. */
export const field = 'pendingEmail'
const indexName = 'accounts_pending_email'

/**
 * Adds the field to the class `_User`, so that GraphQL knows it and no client has to be allowed to. Its index is for
 * whoever asks for another mail.
 * @throws {Parse.Error} 111 when users have a field of that name and another type.
 */
export async function addField({ databaseController }: ParseConfig): Promise<void> {
  const schema = await databaseController.loadSchema()
  await schema.validateObject('_User', { [field]: 'a@example.com' }, {})
  const fields = { [field]: { type: 'String' } }
  const { adapter } = databaseController as unknown as { adapter: Indexer }
  await adapter.ensureIndex('_User', { fields }, [field], indexName)
}

const isPartOfField = (name: string) => name === field || name.startsWith(`${field}.`)

function refuseField({ isMaster, isMaintenance }: Auth, className: string, fields: Fields): void {
  if (className === '_User' && !isMaster && !isMaintenance && Object.keys(fields).some(isPartOfField))
    refuse('OPERATION_FORBIDDEN', "Clients aren't allowed to set pendingEmail: set email.")
}

/** Refuses the field in sign-ups and updates. */
export const fieldWriteHooks: Hooks = {
  'rest.create': async (next, config, auth, className, fields, ...rest) => {
    refuseField(auth, className, fields)
    return next(config, auth, className, fields, ...rest)
  },
  'rest.update': async (next, config, auth, className, where, fields, ...rest) => {
    refuseField(auth, className, fields)
    return next(config, auth, className, where, fields, ...rest)
  },
}
