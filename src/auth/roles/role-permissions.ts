/** Roles are made with the master key, unless the host lets others: parse-server lets everybody, under any name. */
import type { ClassPermissions, ParseConfig } from '../../parse/internals'
import type { Part } from '../../part/part'

/** What parse-server's database adapters know of a class. */
interface ClassStore {
  getClass(className: string): Promise<{ classLevelPermissions: ClassPermissions }>
  setClassLevelPermissions(className: string, permissions: ClassPermissions): Promise<unknown>
}

const className = '_Role'

/**
 * The adapters answer one frozen object for all classes of which the database has no permissions. What it has counts, be
 * it the same: an operator, or `parseServer.schema`, has said so.
 */
const areDefaults = (permissions: ClassPermissions) => Object.isFrozen(permissions)

/** Writes the class-level permission, where there is none, so that the Dashboard shows it, and can change it. */
async function closeRoles({ databaseController }: ParseConfig): Promise<void> {
  const store = databaseController.adapter as unknown as ClassStore
  const { classLevelPermissions } = await store.getClass(className)
  if (!areDefaults(classLevelPermissions)) return
  await store.setClassLevelPermissions(className, { ...classLevelPermissions, create: {} })
  await databaseController.loadSchema({ clearCache: true })
}

/** Does so before the migrations of `parseServer.schema`, which give permissions to all classes. */
function closeRolesFirst(config: ParseConfig): void {
  const { schema } = config
  if (!schema) return
  const { beforeMigration } = schema
  schema.beforeMigration = async () => {
    await closeRoles(config)
    await beforeMigration?.call(schema)
  }
}

export const rolePermissions: Part = {
  name: 'role permissions',
  prepare: (config) => {
    closeRolesFirst(config)
    return []
  },
  start: async ({ config }) => {
    await closeRoles(config)
    return {}
  },
}
