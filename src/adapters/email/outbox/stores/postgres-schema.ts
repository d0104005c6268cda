/**
 * The table of an outbox. Whatever changes a table waits for all who read it, as `pg_dump` does for hours, and whoever
 * wants to write waits behind: so a node that starts looks first, and changes only what is missing.
 */
import type { PostgresBackendConfig, PostgresJobRepository } from '@agendajs/postgres-backend'
import { startTogether } from '../../../../guards/start-together'
import { mailKeys, type MailKey } from '../stored-mail'

export type Pool = NonNullable<PostgresBackendConfig['pool']>

/** Asks catalogs only, which need no lock of the table. Of contents, only a column as it is to be counts. */
const partsSql = `
  SELECT attname AS name FROM pg_attribute
  WHERE attrelid = to_regclass($1) AND NOT attisdropped AND (attname <> 'content' OR attstorage = 'e')
  UNION ALL SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass($1)
  UNION ALL SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = to_regclass($1)`

/** What Agenda has added to its table later, and what it makes beside. */
const partsOfAgenda = (table: string) => [
  ...['start_date', 'end_date', 'skip_days'],
  ...['find_and_lock_idx', 'single_job_idx', 'locked_at_idx', 'next_run_at_idx'].map(
    (name) => `${table}_${name}`,
  ),
  `${table}_updated_at_trigger`,
]

/**
 * Contents have a column of their own, which only a claim reads: beside what mails are looked for by, each look would
 * read them. Encrypted, they can't be compressed.
 */
const columnsSql = (table: string) => `
  ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS content TEXT, ALTER COLUMN content SET STORAGE EXTERNAL`

const indexOf = (table: string, key: MailKey) => `${table}_${key.toLowerCase()}_idx`
const indexSql = (table: string, key: MailKey) =>
  `CREATE INDEX IF NOT EXISTS ${indexOf(table, key)} ON ${table} ((data->>'${key}'))`

async function partsOf(pool: Pool, table: string): Promise<Set<string>> {
  const { rows } = await pool.query<{ name: string }>(partsSql, [table])
  return new Set(rows.map(({ name }) => name))
}

/**
 * Creates what is missing of the table and its indexes.
 * @param openJobs makes Agenda's part of it, when it connects and is to ensure it
 */
export async function ensureTable(
  pool: Pool,
  table: string,
  openJobs: (ensureSchema: boolean) => PostgresJobRepository,
): Promise<PostgresJobRepository> {
  const parts = await partsOf(pool, table)
  const jobs = openJobs(partsOfAgenda(table).some((part) => !parts.has(part)))
  await startTogether(() => jobs.connect())
  if (!parts.has('content')) await startTogether(() => pool.query(columnsSql(table)))
  for (const key of mailKeys)
    if (!parts.has(indexOf(table, key))) await startTogether(() => pool.query(indexSql(table, key)))
  return jobs
}
