/** What went wrong at the start, and what to do about it: said once, by the error that `mount` throws. */
import { types } from 'node:util'
import { AccountsError, reasonOf } from '../../errors'
import { installationFault } from '../../guards/faults/installation'
import { internals } from '../../parse/internals'

/** Without its credentials. */
function databaseOf({ databaseAdapter, databaseURI }: Record<string, unknown>): string {
  if (databaseAdapter) return 'that of your databaseAdapter'
  const uri = String(databaseURI ?? internals.defaults().databaseURI)
  return uri.replace(/\/\/.*@/, '//').replace(/\?.*/, '')
}

const checkCredentials = 'check user and password in parseServer.databaseURI'

/**
 * By the codes of PostgreSQL and MongoDB.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const advice = new Map<unknown, string>([
  ['3D000', 'create it, as with `createdb`'],
  ['28000', checkCredentials],
  ['28P01', checkCredentials],
  [18, checkCredentials],
])

/** Names the database, the most frequent cause. */
export function startError(thrown: unknown, options: Record<string, unknown>): AccountsError {
  if (thrown instanceof AccountsError) return thrown
  const fault = installationFault(thrown)
  const todo =
    advice.get((thrown as { code?: unknown } | null)?.code) ?? 'is it running, and reachable from here?'
  const [why, what] = fault === undefined ? [`: ${reasonOf(thrown)}`, todo] : ['', `${fault}.`]
  const message = `Parse Server did not start${why}. Its database is ${databaseOf(options)}: ${what}`
  return new AccountsError('ERR_START', message, { cause: thrown })
}

/** Parse Server writes what it then throws to the console, stack and all. What others write in the meantime is kept. */
export async function withoutDump<Result>(start: () => Promise<Result>): Promise<Result> {
  const { error } = console
  const held: unknown[][] = []
  let fault: unknown
  console.error = (...line: unknown[]) => (types.isNativeError(line[0]) ? held.push(line) : error(...line))
  try {
    return await start()
  } catch (thrown) {
    fault = thrown
    throw thrown
  } finally {
    console.error = error
    for (const line of held) if (line[0] !== fault) error(...line)
  }
}
