/**
 * Guard: a value that the database refuses (text where a number belongs, a key too long for its index, a bad
 * regular expression) is the client's mistake, not a fault of the server: Parse error 102 instead of HTTP 500.
 */
import type { Hooks } from '../../parse/hooks'
import { parseError } from '../../parse/errors'
import { internals, type ParseConfig } from '../../parse/internals'
import { installationFault, tellFault } from './installation'

/** Data, syntax made from data, limits, unsupported features, not null. Not: connection, resources, shutdown. */
const postgres = /^(22|42|54|0A)...$|^(08P01|23502)$/

/** BadValue, TypeMismatch, Overflow, and their kin around regular expressions, geometry and update operators. */
const mongo = new Set([
  ...[2, 9, 14, 16, 17, 20, 28, 40, 51, 52, 56, 57, 66, 73, 168, 10334, 15958, 15974, 15998, 16755, 16804],
  ...[17280, 17419, 51075, 51091, 51108, 4031700],
])

const clientNames = /^(BSONError|BSONRuntimeError|MongoInvalidArgumentError|RangeError)$/

interface DatabaseError {
  name?: unknown
  code?: unknown
}

function isOfClient({ name, code }: DatabaseError): boolean {
  if (typeof code === 'string')
    return postgres.test(code) || code === 'ERR_INVALID_ARG_TYPE' || code === 'ERR_OUT_OF_RANGE'
  if (typeof code === 'number') return String(name).startsWith('Mongo') && mongo.has(code)
  return clientNames.test(String(name))
}

/** A transaction that MongoDB has given up: parse-server tries it again when it sees this code. */
const transactionIsGone = 251

/** Codes of MongoDB are numbers as those of Parse: `/batch` would hand them on, with the words of the database. */
function asFault(thrown: unknown): unknown {
  const { code } = thrown as DatabaseError
  const looksLikeParse =
    typeof code === 'number' && code !== transactionIsGone && !(thrown instanceof internals.Parse().Error)
  return looksLikeParse ? Object.assign(thrown as object, { code: String(code) }) : thrown
}

/** Makes the database controller tell a client's mistake from a fault. What it was goes to the log. */
export function databaseErrorGuard(config: Pick<ParseConfig, 'loggerController'>): Hooks {
  async function told<Result>(action: Promise<Result>): Promise<Result> {
    try {
      return await action
    } catch (thrown) {
      const fault = installationFault(thrown)
      if (fault !== undefined) throw tellFault(fault, config)
      if (!isOfClient(thrown ?? {})) throw asFault(thrown ?? {})
      const { name: kind, code } = thrown as DatabaseError
      config.loggerController.warn(`The database refused a value: ${String(kind)} ${String(code)}.`)
      throw parseError('INVALID_QUERY', 'A value is not valid for its field.')
    }
  }
  return {
    // The controller keeps of most what they say, and not what they are.
    'databaseAdapter.find': (next, ...parameters) => told(next(...parameters)),
    'DatabaseController.find': (next, ...parameters) => told(next(...parameters)),
    'DatabaseController.create': (next, ...parameters) => told(next(...parameters)),
    'DatabaseController.update': (next, ...parameters) => told(next(...parameters)),
    'DatabaseController.destroy': (next, ...parameters) => told(next(...parameters)),
  }
}
