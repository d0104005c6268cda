/**
 * Guard: a database that lacks an extension, or its user a permission, is nobody’s mistake but the operator’s: clients are
 * answered 500, and the log names what is missing. parse-server tells clients that their value, or their class, is wrong.
 */
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { ParseConfig } from '../../parse/internals'
import { createScope } from '../../parse/request/scope'

interface DatabaseError {
  name?: string
  code?: unknown
  message?: string
}

/** Codes of PostgreSQL and of MongoDB, and what is to be told. Of MongoDB’s words nothing, which repeat the query. */
const faults: { code: RegExp; message?: RegExp; words: (message: string) => string }[] = [
  {
    code: /^42(883|704)$/,
    message: /\b(st_\w+|geometry|geography)\b/i,
    words: () =>
      'queries near a place need PostGIS, which it does not have: run CREATE EXTENSION postgis as an administrator',
  },
  {
    code: /^(42704|42883|58P01|0A000)$/,
    message: /\bextension\b|^function unaccent\b/,
    words: (each) => each,
  },
  { code: /^42501$/, words: (each) => `its user has no right to it: ${each}` },
  { code: /^25006$/, words: () => 'it is read-only' },
]
const mongoUnauthorized = 13

/** What is wrong with the database, in words for the operator; undefined for other errors. */
export function installationFault(thrown: unknown): string | undefined {
  const { name = '', code, message = '' } = (thrown ?? {}) as DatabaseError
  if (code === mongoUnauthorized && name.startsWith('Mongo')) return 'its user has no right to it'
  return faults
    .find((each) => each.code.test(String(code)) && (each.message?.test(message) ?? true))
    ?.words(message)
}

/** Logs what is wrong. @returns what the client is told */
export function tellFault(fault: string, { loggerController }: Pick<ParseConfig, 'loggerController'>): Error {
  loggerController.error(`The database can’t do what is asked of it: ${fault}.`)
  return parseError('INTERNAL_SERVER_ERROR', 'An internal server error occurred')
}

/** Where classes and fields are added, parse-server drops what the database has said. */
export function installationGuard(config: Pick<ParseConfig, 'loggerController'>): Hooks {
  const adding = createScope<{ told?: Error }>('installation')
  async function noted<Result>(action: Promise<Result>): Promise<Result> {
    try {
      return await action
    } catch (thrown) {
      const fault = installationFault(thrown)
      const write = adding.get()
      if (fault !== undefined && write) write.told ??= tellFault(fault, config)
      throw thrown
    }
  }
  return {
    'databaseAdapter.createClass': (next, ...parameters) => noted(next(...parameters)),
    'databaseAdapter.addFieldIfNotExists': (next, ...parameters) => noted(next(...parameters)),
    'DatabaseController.validateObject': function (next, ...parameters) {
      const write: { told?: Error } = {}
      return adding.run(write, async () => {
        try {
          return await next(...parameters)
        } catch (thrown) {
          throw write.told ?? thrown
        }
      })
    },
  }
}
