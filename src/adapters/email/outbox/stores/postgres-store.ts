/** Jobs in PostgreSQL, on the connections that Parse Server has. */
import { agendaJobs, dueAtFirst, fixed, sort } from './job-store'
import type { JobStore, MailValues } from './job-store'
import { ensureTable, type Pool } from './postgres-schema'
import { mailJobOf, type StoredJob } from '../stored-mail'

const fields = `id AS "_id", data, next_run_at AS "nextRunAt", locked_at AS "lockedAt", fail_count AS "failCount",
  fail_reason AS "failReason", failed_at AS "failedAt"`

const addSql = (table: string) => `
  INSERT INTO ${table} (name, type, priority, next_run_at, data, content) VALUES ($1, $2, $3, $4, $5, $6)`

/** Nodes that claim at the same time pass over each other's rows. */
const claimSql = (table: string) => `
  WITH due AS MATERIALIZED (
    SELECT id FROM ${table}
    WHERE name = $1 AND disabled = FALSE AND next_run_at <= $2 AND (locked_at IS NULL OR locked_at <= $3)
      AND COALESCE(data->>'receiver', '') <> ALL ($5)
    ORDER BY next_run_at LIMIT $4
    FOR UPDATE SKIP LOCKED
  )
  UPDATE ${table} SET locked_at = $2 WHERE id IN (SELECT id FROM due) RETURNING ${fields}, content`

const findSql = (table: string, values: MailValues) => {
  const any = Object.keys(values).map((key, nth) => `data->>'${key}' = ANY ($${nth + 1})`)
  return `SELECT ${fields} FROM ${table} WHERE ${any.join(' OR ')}`
}

const stateSql = { failed: 'WHERE failed_at IS NOT NULL', queued: 'WHERE failed_at IS NULL' }
const oldestSql = (table: string, where = '') =>
  `SELECT ${fields} FROM ${table} ${where} ORDER BY (data->>'queuedAt')::float8 LIMIT $1`

/** Creates what is missing of the table and its indexes. */
export async function openPostgres(pool: Pool, table: string): Promise<JobStore> {
  const { PostgresJobRepository } = await import('@agendajs/postgres-backend')
  const jobs = await ensureTable(
    pool,
    table,
    (ensureSchema) => new PostgresJobRepository({ pool, tableName: table, sort, ensureSchema }),
  )
  const read = async (sql: string, values: unknown[]) => {
    const { rows } = await pool.query<StoredJob & { content?: string }>(sql, values)
    return rows.map(({ content, data, ...row }) =>
      mailJobOf({ ...row, data: { ...data, ...(content && { content }) } }),
    )
  }

  return {
    ...agendaJobs(jobs),
    async add({ content, ...data }) {
      const { name, type, priority } = fixed
      await pool.query(addSql(table), [name, type, priority, dueAtFirst(data), data, content])
    },
    claim: ({ now, lastOver, limit, passedOver }) =>
      read(claimSql(table), [fixed.name, now, lastOver, limit, passedOver]),
    find: (values) => read(findSql(table, values), Object.values(values)),
    oldest: ({ state, limit }) => read(oldestSql(table, state && stateSql[state]), [limit]),
    close: () => Promise.resolve(),
  }
}
