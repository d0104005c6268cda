/** Gives every group of specs a fresh, empty database on the engine that this jest project runs on. */
import { randomUUID } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { createPostgresDatabase, dropPostgresDatabase } from '../../dev/engines/postgres-admin'
import { displayName, type EngineName, type EngineState, stateOf } from './engines/running'

declare const databaseEngine: EngineName // set by jest.config.mjs

export interface TestDatabase {
  engine: EngineName
  /** With the name of the database in it. */
  uri: string
}

/**
 * A `describe` whose specs get an empty database of their own, dropped afterwards. Where the engine is missing
 * they are skipped, with the reason in the title; with `REQUIRE_MONGO=1` they fail.
 *
 * @param body calls `database()` within hooks and tests, not while it describes them
 */
export function describeWithDatabase(title: string, body: (database: () => TestDatabase) => void): void {
  const state = stateOf(databaseEngine)
  if ('missing' in state) return describeWithout(title, state.missing, body)
  describe(title, () => {
    let database: TestDatabase | undefined
    beforeAll(async () => {
      database = await createTestDatabase(databaseEngine, state)
    })
    body(() => database ?? notYet())
    afterAll(async () => {
      if (database) await dropTestDatabase(database)
    })
  })
}

function describeWithout(title: string, reason: string, body: (database: () => TestDatabase) => void): void {
  const name = displayName(databaseEngine)
  if (process.env.REQUIRE_MONGO !== '1')
    return describe.skip(`${title} (skipped, no ${name}: ${reason})`, () => body(notYet))
  test(`${title} (needs ${name}, and REQUIRE_MONGO=1)`, () => {
    throw new Error(reason)
  })
}

function notYet(): never {
  throw new Error('The database exists in hooks and tests only')
}

/** For a spec that needs a second database; drop it with `dropTestDatabase`. */
export async function createTestDatabase(
  engine: EngineName = databaseEngine,
  state: EngineState = stateOf(engine),
): Promise<TestDatabase> {
  if ('missing' in state) throw new Error(state.missing)
  const name = `spec_${randomUUID().replaceAll('-', '')}`
  if (engine === 'postgresql') await createPostgresDatabase(state.uri, name)
  const uri = new URL(state.uri)
  uri.pathname = `/${name}`
  return { engine, uri: uri.href }
}

/** Also ends the connections that still use it, where the engine can. */
export async function dropTestDatabase({ engine, uri }: TestDatabase): Promise<void> {
  const state = stateOf(engine)
  if ('missing' in state) return
  if (engine === 'postgresql') return dropPostgresDatabase(state.uri, new URL(uri).pathname.slice(1))
  const client = await MongoClient.connect(uri)
  await client.db().dropDatabase()
  await client.close()
}
