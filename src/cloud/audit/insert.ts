/**
 * Writes rows of the audit, several in one statement. By parse-server each would be a statement of its own, and all that
 * comes with a request: nobody but the server writes here.
 */
import type { MongoClient } from 'mongodb'
import type { Pool } from 'pg'
import { collectionNameOf } from '../../adapters/collection-name'
import { internals, type ParseConfig, type Stoppable } from '../../parse/internals'
import { className } from './class'
import type { AuditRow } from './rows'

type Insert = (rows: AuditRow[]) => Promise<unknown>

/** What every row of Parse's has. */
function stamped(row: AuditRow, { objectIdSize }: ParseConfig) {
  const now = new Date()
  const objectId = internals.cryptoUtils().newObjectId(objectIdSize)
  return { ...row, objectId, createdAt: now, updatedAt: now }
}

/** No user may read or write it: the master key needs no permission. */
const nobody = { _rperm: [], _wperm: [] }

/**
 * Whether PostgreSQL is there, and has refused what was to be written, by itself or by a constraint (SQLSTATE 22 and
 * 23).
 */
const isOfRows = (thrown: unknown) => /^2[23]/.test(String((thrown as { code?: unknown }).code))

/**
 * A statement takes all of its rows or none: where it is for one of them, the others are written by statements of their
 * own.
 */
const orOneByOne =
  (insert: Insert): Insert =>
  async (rows) => {
    try {
      return await insert(rows)
    } catch (thrown) {
      if (rows.length === 1 || !isOfRows(thrown)) throw thrown
    }
    const failures: unknown[] = []
    for (const row of rows) await insert([row]).catch((thrown: unknown) => failures.push(thrown))
    if (failures.length > 0) throw failures[0]
  }

/** The columns are those of the class: what a row has not is null. */
function intoPostgres(pool: Pool, config: ParseConfig): Insert {
  const text = `INSERT INTO "${className}" SELECT * FROM json_populate_recordset(NULL::"${className}", $1)`
  return orOneByOne((rows) => {
    const all = rows.map((row) => ({ ...stamped(row, config), ...nobody }))
    return pool.query(text, [JSON.stringify(all)])
  })
}

function intoMongo(adapter: Stoppable, config: ParseConfig): Insert {
  const { client, database } = adapter
  const collection = (client as MongoClient)
    .db(database?.databaseName)
    .collection<{ _id: string }>(collectionNameOf(className, adapter))
  const documentOf = (row: AuditRow) => {
    const { objectId, createdAt, updatedAt, ...fields } = stamped(row, config)
    return { _id: objectId, ...fields, ...nobody, _acl: {}, _created_at: createdAt, _updated_at: updatedAt }
  }
  // One that is refused takes no others with it.
  return (rows) => collection.insertMany(rows.map(documentOf), { ordered: false })
}

/** @param config of a Parse Server that has started, which has the class */
export function createInsert(config: ParseConfig): Insert {
  const adapter: Stoppable = config.databaseController.adapter
  return adapter._client
    ? intoPostgres(adapter._client.$pool as unknown as Pool, config)
    : intoMongo(adapter, config)
}
