/** A node that starts leaves a table alone that has all it needs: while it waits for a lock, all others would, too. */
import { PostgresJobRepository } from '@agendajs/postgres-backend'
import { Pool } from 'pg'
import { openPostgres } from '../../../../src/adapters/email/outbox/stores/postgres-store'
import { describeWithPostgres } from '../../../support/database'
import { addTo, claimFrom } from './claim'

const table = 'accounts_outbox'

const namesSql = `
  SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
  UNION ALL SELECT tgname FROM pg_trigger WHERE tgrelid = $1::regclass
  UNION ALL SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE indrelid = $1::regclass`

/** Of Agenda. What an update of it adds here, `partsOfAgenda` in postgres-schema.ts has to look for. */
const made = [
  ...['id', 'name', 'priority', 'next_run_at', 'type', 'locked_at', 'last_finished_at', 'failed_at'],
  ...['fail_count', 'fail_reason', 'repeat_timezone', 'last_run_at', 'repeat_interval', 'data', 'repeat_at'],
  ...['disabled', 'progress', 'fork', 'last_modified_by', 'debounce_started_at', 'start_date', 'end_date'],
  ...['skip_days', 'created_at', 'updated_at'],
  ...[
    'pkey',
    'find_and_lock_idx',
    'single_job_idx',
    'locked_at_idx',
    'next_run_at_idx',
    'updated_at_trigger',
  ].map((name) => `agenda_${name}`),
]

describeWithPostgres('the table of an outbox', (database) => {
  const pools: Pool[] = []
  const connect = (settings = {}) => {
    const pool = new Pool({ connectionString: database().uri, ...settings })
    pools.push(pool)
    return pool
  }
  /** A lock that is not to be had is an error. */
  const impatient = () => connect({ lock_timeout: 1000 })
  const namesOf = async (pool: Pool, name: string) => {
    const { rows } = await pool.query<{ name: string }>(namesSql, [name])
    return rows.map((row) => row.name).sort()
  }
  afterEach(async () => {
    for (const pool of pools.splice(0)) await pool.end()
  })

  test('is opened while somebody reads it, as pg_dump does', async () => {
    await openPostgres(connect(), table)
    const reader = await connect().connect()
    await reader.query(`BEGIN; LOCK TABLE ${table} IN ACCESS SHARE MODE`)
    const store = await openPostgres(impatient(), table).finally(() => reader.release(true))
    await addTo(store, 'first')
    expect(await claimFrom(store)).toEqual(['first'])
  })

  test.each([
    ['a column of Agenda', `ALTER TABLE ${table} DROP COLUMN skip_days`],
    ['the column of contents', `ALTER TABLE ${table} DROP COLUMN content`],
    ['an index of Agenda', `DROP INDEX ${table}_find_and_lock_idx`],
    ['an index of ours', `DROP INDEX ${table}_mailid_idx`],
    ['the trigger', `DROP TRIGGER ${table}_updated_at_trigger ON ${table}`],
  ])('gets what it lacks: %s', async (_, drop) => {
    const pool = connect()
    await openPostgres(pool, table)
    const whole = await namesOf(pool, table)
    await pool.query(drop)
    await openPostgres(pool, table)
    expect(await namesOf(pool, table)).toEqual(whole)
  })

  test('has of Agenda what is looked for', async () => {
    const pool = connect()
    await new PostgresJobRepository({ pool, tableName: 'agenda' }).connect()
    expect(await namesOf(pool, 'agenda')).toEqual(made.sort())
  })
})
