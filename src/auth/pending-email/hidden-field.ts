/** The field of a user that has the address which waits for its confirmation. Its owner reads it, and nobody writes it. */
import { refuse } from '../../server/input/refuse'
import { type Auth, type Fields, type Indexer, internals, type ParseConfig } from '../../server/internals'
import { replaceMethods } from '../../server/replace-methods'

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

function refuseField({ isMaster, isMaintenance }: Auth, fields: Fields): void {
  if (!isMaster && !isMaintenance && Object.keys(fields).some(isPartOfField))
    refuse('OPERATION_FORBIDDEN', "Clients aren't allowed to set pendingEmail: set email.")
}

/** Refuses the field in sign-ups and updates. @returns a function that takes the hook back */
export function hookFieldWrites(): () => void {
  const { prototype } = internals.RestWrite()
  const former = { ...prototype }
  return replaceMethods(prototype, {
    checkRestrictedFields: async function () {
      await former.checkRestrictedFields.call(this)
      if (this.className === '_User') refuseField(this.auth, this.data)
    },
  })
}
