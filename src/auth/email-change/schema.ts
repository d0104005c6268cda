/** The field of a user that has the address which waits for its confirmation. Its owner reads it, and nobody writes it. */
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import {
  type Auth,
  type ClassPermissions,
  type Fields,
  type Indexer,
  type ParseConfig,
} from '../../parse/internals'

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

/** A user may be in several groups, and what is hidden from one of them only is hidden from nobody. */
function hideFromAll({ protectedFields }: ClassPermissions): void {
  for (const hidden of Object.values(protectedFields ?? {})) if (!hidden.includes(field)) hidden.push(field)
}

const isPartOfField = (name: string) => name === field || name.startsWith(`${field}.`)

function refuseField({ isMaster, isMaintenance }: Auth, className: string, fields: Fields): void {
  if (className === '_User' && !isMaster && !isMaintenance && Object.keys(fields).some(isPartOfField))
    refuse('OPERATION_FORBIDDEN', "Clients aren't allowed to set pendingEmail: set email.")
}

/**
 * Makes the field one of the protected ones, which others can neither read nor use in queries, whatever else the host
 * protects by its options or by class-level permissions; and refuses it in sign-ups and updates.
 */
export const fieldHooks: Hooks = {
  // On the prototype: LiveQuery has a controller of its own.
  'DatabaseController.addProtectedFields': (next, schema, className, ...rest) => {
    if (className === '_User')
      hideFromAll('getClassLevelPermissions' in schema ? schema.getClassLevelPermissions(className) : schema)
    return next(schema, className, ...rest)
  },
  'rest.create': async (next, config, auth, className, fields, ...rest) => {
    refuseField(auth, className, fields)
    return next(config, auth, className, fields, ...rest)
  },
  'rest.update': async (next, config, auth, className, where, fields, ...rest) => {
    refuseField(auth, className, fields)
    return next(config, auth, className, where, fields, ...rest)
  },
}
