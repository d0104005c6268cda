/** The database: whether it answers, what is in it, and what it says of the time. */
import type { ParseConfig } from '../../parse/internals'
import { isPostgres } from '../../parse/internals'
import type { Diagnosis } from '../../part/part'
import { reasonOf } from '../../errors'
import { openDatabase } from '../database'
import { ok, warning, wrong } from './diagnoses'

/** One index, as far as it is looked at. */
interface Index {
  name: string
  /** As the database writes it. */
  definition: string
  isUnique: boolean
}

/** What a database is asked for. */
interface Asked {
  version: () => Promise<string>
  time: () => Promise<Date>
  indexes: (className: string) => Promise<Index[]>
}

/** Of MongoDB's driver. */
interface Mongo {
  admin(): { serverInfo(): Promise<{ version: string }> }
  command(command: object): Promise<{ localTime: Date }>
  collection(name: string): { indexes(): Promise<{ name: string; key: object; unique?: boolean }[]> }
}

function questionsTo(adapter: ParseConfig['databaseController']['adapter']): Asked {
  if (isPostgres(adapter)) {
    const ask = async (query: string, values: unknown[] = []) => adapter._client.any(query, values)
    const definitions = `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE tablename = $1`
    return {
      version: async () => `PostgreSQL ${String((await ask('SHOW server_version'))[0]?.server_version)}`,
      time: async () => new Date(String((await ask('SELECT clock_timestamp()::text AS time'))[0]?.time)),
      indexes: async (className) =>
        (await ask(definitions, [className])).map(({ name, definition }) => ({
          ...{ name: String(name), definition: String(definition) },
          isUnique: String(definition).includes('UNIQUE'),
        })),
    }
  }
  const { database, _collectionPrefix: prefix = '' } = adapter as unknown as {
    database: Mongo
    _collectionPrefix?: string
  }
  return {
    version: async () => `MongoDB ${(await database.admin().serverInfo()).version}`,
    time: async () => (await database.command({ hello: 1 })).localTime,
    indexes: async (className) => {
      const indexes = await database
        .collection(prefix + className)
        .indexes()
        .catch(() => [])
      return indexes.map(({ name, key, unique }) => ({
        ...{ name, definition: JSON.stringify(key), isUnique: unique === true },
      }))
    },
  }
}

const uniqueFields = ['username', 'email']

/** @returns what is missing, and what to do */
async function diagnoseIndexes({ indexes }: Asked): Promise<Diagnosis[]> {
  const users = await indexes('_User')
  const isOver = (field: string) =>
    users.some(({ isUnique, definition }) => isUnique && new RegExp(`[({]"?${field}"?[):]`).test(definition))
  const missing = uniqueFields.filter((field) => !isOver(field))
  const sessions = await indexes('_Session')
  const isFast = sessions.some(({ name }) => name === 'accounts_session_token')
  const advice =
    'look for users who have the same, as Parse Server makes it at its start where there are none'
  return [
    missing.length > 0
      ? wrong('indexes', `No unique index of _User is over ${missing.join(' or ')}: ${advice}.`)
      : ok('indexes', 'Names and addresses of users are unique.'),
    isFast
      ? ok('indexes', 'Sessions are found by their tokens.')
      : warning('indexes', 'Sessions have none yet: your server makes them when it starts.'),
  ]
}

/** Fields of users that are this package's, and their types. */
const ownFields: Record<string, string> = { accountsBlocked: 'Object', emailVerified: 'Boolean' }

async function diagnoseSchema({ databaseController }: ParseConfig): Promise<Diagnosis> {
  const { schemaData } = await databaseController.loadSchema({ clearCache: true })
  const fields = (schemaData._User?.fields ?? {}) as Record<string, { type?: string }>
  const clashes = Object.entries(ownFields).filter(([name, type]) => (fields[name]?.type ?? type) !== type)
  if (clashes.length === 0) return ok('schema', 'The fields of users have the types that they need.')
  const list = clashes.map(([name, type]) => `${name} to be ${type}`).join(', ')
  return wrong('schema', `_User has fields of another type; expected ${list}: rename yours.`)
}

/** Tokens of providers allow for a few seconds; links and locks for none. */
const seconds = { fine: 2, most: 30 }

async function diagnoseClock({ time }: Asked): Promise<Diagnosis> {
  const before = Date.now()
  const there = (await time()).getTime()
  const here = (before + Date.now()) / 2
  const off = Math.abs(there - here) / 1000
  const message = `This clock and that of the database differ by ${off.toFixed(1)} s`
  if (off <= seconds.fine) return ok('clock', `${message}.`)
  const advice = `${message}: let both follow a time server (NTP).`
  return off <= seconds.most ? warning('clock', advice) : wrong('clock', advice)
}

/** Opens it as any start of the server does: what is missing in it is made. */
export async function diagnoseDatabase(settings: Record<string, unknown>): Promise<Diagnosis[]> {
  try {
    const { serverConfig, close } = await openDatabase(settings, [])
    try {
      const asked = questionsTo(serverConfig.databaseController.adapter)
      return [
        ok('database', `${await asked.version()} answers.`),
        ...(await diagnoseIndexes(asked)),
        await diagnoseSchema(serverConfig),
        await diagnoseClock(asked),
      ]
    } finally {
      await close()
    }
  } catch (thrown) {
    return [wrong('database', reasonOf(thrown))]
  }
}
