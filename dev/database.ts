/** The demo's database: DATABASE_URI, or a PostgreSQL of its own in the data folder. */
import { join } from 'node:path'
import { startPostgres } from '../src/testing/postgres/postgres'

/** A database to use, and how to end it. */
export interface DemoDatabase {
  uri: string
  stop: () => Promise<void>
}

/** Starts the embedded PostgreSQL on a port that the system picks. */
export async function startDatabase(dataDir: string): Promise<DemoDatabase> {
  const engine = await startPostgres({ dataDir: join(dataDir, 'postgres') }).catch((error: unknown) => {
    if (!String(error).includes('Another PostgreSQL')) throw error
    throw new Error(
      'Another demo is running on the same data: stop it, or start with DEMO_DATA_DIR=.data/second npm start',
      { cause: error },
    )
  })
  try {
    await engine.createDatabase('demo')
  } catch (error) {
    await engine.stop()
    throw error
  }
  return { uri: engine.uri('demo'), stop: () => engine.stop() }
}
