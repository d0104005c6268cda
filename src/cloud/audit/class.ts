/** The class that has the rows: for the master key alone, and unknown to GraphQL. */
import { startTogether } from '../../guards/start-together'
import type { Hooks } from '../../parse/hooks'
import type { Indexer, ParseConfig } from '../../parse/internals'
import { dateValue } from '../../parse/values'
import type { AuditRow } from './rows'

export const className = 'AccountsAudit'

const text = { type: 'String' }
const fields = {
  at: { type: 'Date' },
  event: text,
  outcome: text,
  userId: text,
  by: text,
  operator: text,
  provider: text,
  reason: text,
  subject: text,
  ip: text,
  device: text,
  installationId: text,
} satisfies Record<keyof AuditRow, object>
export const rowFields = Object.keys(fields)

/** Nobody: the master key needs no permission. */
const permissions = {
  ...{ find: {}, count: {}, get: {}, create: {}, update: {}, delete: {}, addField: {} },
  protectedFields: {},
}
const indexes = { accounts_audit_at: 'at', accounts_audit_user: 'userId' }

/** An older version may have made the class, with fewer fields. */
async function addFields(database: ParseConfig['databaseController']): Promise<void> {
  const example = { ...Object.fromEntries(Object.keys(fields).map((name) => [name, ''])), at: dateValue(0) }
  await (await database.loadSchema()).validateObject(className, example, {})
}

/** Creates what is missing. Another node may do so at the same time. */
export async function createClass({ databaseController }: ParseConfig): Promise<void> {
  const schema = await databaseController.loadSchema({ clearCache: true })
  if (!schema.schemaData[className]) {
    const isThere = async () =>
      (await databaseController.loadSchema({ clearCache: true })).schemaData[className] !== undefined
    await schema.addClassIfNotExists(className, fields, permissions).catch(async (thrown: unknown) => {
      if (!(await isThere())) throw thrown
    })
  }
  const adapter = databaseController.adapter as unknown as Indexer
  await addFields(databaseController)
  for (const [name, field] of Object.entries(indexes))
    await startTogether(() => adapter.ensureIndex(className, { fields }, [field], name))
}

export const classHooks: Hooks = {
  'ParseGraphQLSchema._getClassesForSchema': async function (next, config) {
    return (await next(config)).filter((each) => each.className !== className)
  },
}
