/** Writes many users at once, in the shape in which Parse Server stores them: by its own controller. */
import {
  internals,
  isPostgres,
  type ParseConfig,
  type PostgresAdapter,
  type RequestConfig,
  type Row,
} from '../../parse/internals'
import { RowFault } from './row-fault'

/** What a database refuses of one user is told of it; anything else ends the run. */
function faultFrom(thrown: unknown): RowFault {
  const { code } = thrown as { code?: unknown }
  const { DUPLICATE_VALUE, INCORRECT_TYPE, INTERNAL_SERVER_ERROR } = internals.Parse().Error
  if (code === DUPLICATE_VALUE) return new RowFault('has something that another user has got meanwhile')
  if (code === INCORRECT_TYPE) return new RowFault('has a field that is of another type here')
  // Parse Server throws texts, or stumbles, over what it does not know.
  if (typeof thrown === 'string' || thrown instanceof TypeError)
    return new RowFault('has a value that can’t be stored here')
  if (typeof code !== 'number' || code === INTERNAL_SERVER_ERROR) throw thrown
  return new RowFault(`is refused by the database (${code})`)
}

async function kept(write: () => Promise<unknown>): Promise<RowFault | undefined> {
  try {
    await write()
    return undefined
  } catch (thrown) {
    return faultFrom(thrown)
  }
}

/** Of what kind the value of a field is, as the schema tells kinds apart. */
function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value
  const { __type, className } = value as { __type?: string; className?: string }
  return Array.isArray(value) ? 'array' : `${__type ?? 'object'} ${className ?? ''}`
}

/** Of all classes, and in a form of their own here. */
const always = ['ACL', 'createdAt', 'updatedAt']

/** Adds the fields that there are not yet, once for each kind of a row. */
function createFieldAdder({ databaseController }: ParseConfig) {
  const known = new Set<string>()
  return async (row: Row) => {
    const own = Object.entries(row).filter(([name]) => !name.startsWith('_') && !always.includes(name))
    const kinds = own.map(([name, value]) => `${name} ${kindOf(value)}`).join()
    if (known.has(kinds)) return
    await (await databaseController.loadSchema()).validateObject('_User', Object.fromEntries(own), {})
    known.add(kinds)
  }
}

/** Takes users, and tells why one was not written. */
export type WriteUsers = (rows: Row[]) => Promise<(RowFault | undefined)[]>

/**
 * Takes what Parse Server would write in a transaction, as one text: a question and an answer for 500 rows, not for
 * each.
 */
async function writeTogether(
  { database }: RequestConfig,
  adapter: PostgresAdapter,
  rows: Row[],
): Promise<void> {
  const statements: string[] = []
  const none = (statement: string, values: unknown[]) => {
    statements.push(adapter._pgp.as.format(statement, values))
    return Promise.resolve()
  }
  database._transactionalSession = { t: { none }, batch: [] }
  await Promise.all(rows.map((row) => database.create('_User', row, {})))
  await adapter._client.none(statements.join(';\n'))
}

/** @param newConfig gives a configuration with a controller of its own */
export function createWriter(config: ParseConfig, newConfig: () => RequestConfig): WriteUsers {
  const addFields = createFieldAdder(config)
  const { adapter } = config.databaseController

  /** Where PostgreSQL refuses one, it has written none. */
  async function writeAll(rows: Row[]): Promise<(RowFault | undefined)[]> {
    if (isPostgres(adapter) && rows.length > 1)
      try {
        await writeTogether(newConfig(), adapter, rows)
        return rows.map(() => undefined)
      } catch {
        // Which one it is, and why, is told one by one.
      }
    const { database } = newConfig()
    return Promise.all(rows.map((row) => kept(() => database.create('_User', row, {}))))
  }
  return async (rows) => {
    const faults = new Map<Row, RowFault>()
    for (const row of rows) {
      const fault = await kept(() => addFields(row))
      if (fault) faults.set(row, fault)
    }
    const fitting = rows.filter((row) => !faults.has(row))
    const results = await writeAll(fitting)
    fitting.forEach((row, index) => results[index] && faults.set(row, results[index]))
    return rows.map((row) => faults.get(row))
  }
}
