/** Gives every group of specs a fresh, empty database on the engine that this jest project runs on. */
import { randomUUID } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { createPostgresDatabase, dropPostgresDatabase } from '../../src/testing/postgres/postgres-admin'
import { displayName, type EngineName, type EngineState, ENGINES, stateOf } from './engines/running'

const wanted = ENGINES.filter((name) => (process.env.DATABASE ?? name) === name)

export interface TestDatabase {
  engine: EngineName
  /** With the name of the database in it. */
  uri: string
}

type Body = (database: () => TestDatabase) => void

/**
 * A `describe` that runs on each engine, with an empty database of its own that is dropped afterwards. Where an
 * engine is missing its specs are skipped, with the reason in the title; with `REQUIRE_MONGO=1` they fail.
 *
 * @param body calls `database()` within hooks and tests, not while it describes them
 */
export function describeWithDatabase(title: string, body: Body): void {
  for (const engine of wanted) describeOn(engine, `${title} (${displayName(engine)})`, body)
}

/** The same on one engine, the first that is there: for what looks alike on all. */
export function describeWithOneDatabase(title: string, body: Body): void {
  const [first] = [...wanted.filter((name) => !('missing' in stateOf(name))), ...wanted]
  describeOn(first!, `${title} (${displayName(first!)})`, body)
}

/** The same on PostgreSQL, and on no other: for what only it does. */
export const describeWithPostgres = describeOnlyOn('postgresql')

/** The same on MongoDB, and on no other. */
export const describeWithMongo = describeOnlyOn('mongodb')

function describeOnlyOn(engine: EngineName) {
  return (title: string, body: Body): void => {
    const name = displayName(engine)
    if (wanted.includes(engine)) return describeOn(engine, `${title} (${name})`, body)
    describe.skip(`${title}, skipped: it is about ${name}`, () => body(notYet))
  }
}

function describeOn(engine: EngineName, title: string, body: Body): void {
  const state = stateOf(engine)
  if ('missing' in state) return describeWithout(engine, title, state.missing, body)
  describe(title, () => {
    let database: TestDatabase | undefined
    beforeAll(async () => {
      database = await createTestDatabase(engine, state)
    })
    body(() => database ?? notYet())
    afterAll(async () => {
      if (database) await dropTestDatabase(database)
    })
  })
}

function describeWithout(engine: EngineName, title: string, reason: string, body: Body): void {
  const name = displayName(engine)
  if (process.env.REQUIRE_MONGO !== '1')
    return describe.skip(`${title}, skipped: ${reason}`, () => body(notYet))
  test(`${title} (needs ${name}, and REQUIRE_MONGO=1)`, () => {
    throw new Error(reason)
  })
}

function notYet(): never {
  throw new Error('The database exists in hooks and tests only')
}

/** For a spec that needs a second database; drop it with `dropTestDatabase`. */
export async function createTestDatabase(
  engine: EngineName,
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
