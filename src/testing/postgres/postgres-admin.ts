/** Creates and drops databases on a PostgreSQL that runs already, from any process. */
import { Client } from 'pg'

/** @param server URI of a database to connect to, any one on that server */
export async function createPostgresDatabase(server: string, name: string): Promise<void> {
  await query(server, `CREATE DATABASE "${name}"`)
}

/** Also ends the connections that still use it. */
export async function dropPostgresDatabase(server: string, name: string): Promise<void> {
  await query(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
}

/** Of the server, as "18.4". */
export async function postgresVersion(server: string): Promise<string> {
  const rows = await query<{ server_version: string }>(server, 'SHOW server_version')
  return rows[0]?.server_version.split(' ')[0] ?? 'of unknown version'
}

export async function postgresHasDatabase(server: string, name: string): Promise<boolean> {
  const rows = await query(server, 'SELECT 1 FROM pg_database WHERE datname = $1', [name])
  return rows.length > 0
}

async function query<Row extends object>(server: string, sql: string, values: string[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    const result = await client.query<Row>(sql, values)
    return result.rows
  } finally {
    await client.end()
  }
}
