/**
 * Users who are deleted leave their roles. parse-server keeps who is in which in a class of its own, and its rows for
 * good: who could choose the id of a user, would have the roles of one who is gone.
 */
import { isNotFound } from '../../parse/errors'
import { deletedUserHooks } from '../../parse/deleted-users'
import { type ParseConfig, type Row } from '../../parse/internals'
import type { Part } from '../../part/part'

/** What parse-server's database adapters know of the rows of a relation. */
interface RelationStore {
  /** Rejects with 101 where there are none. */
  deleteObjectsByQuery(className: string, schema: object, where: object): Promise<unknown>
}

const members = '_Join:users:_Role'
const schema = { fields: { relatedId: { type: 'String' }, owningId: { type: 'String' } } }

async function leaveRoles({ databaseController }: ParseConfig, users: Row[]): Promise<void> {
  const store = databaseController.adapter as unknown as RelationStore
  const where = { relatedId: { $in: users.map(({ objectId }) => objectId) } }
  try {
    await store.deleteObjectsByQuery(members, schema, where)
  } catch (thrown) {
    if (!isNotFound(thrown)) throw thrown
  }
}

export const roleMembers: Part = {
  name: 'role members',
  start: async ({ config }) => ({ hooks: [deletedUserHooks((users) => leaveRoles(config, users))] }),
}
