/** The session with which somebody asks. */
import { parseError } from '../../parse/errors'
import type { Auth, Database, Row } from '../../parse/internals'
import { userPointer } from '../../parse/values'

/** Its token, which parse-server keeps in the user; none for the master key, and for a user without a session. */
export function askingToken({ user }: Auth): string | undefined {
  // GraphQL makes users of an id alone.
  const token = typeof user?.get === 'function' ? user.get('sessionToken') : undefined
  return typeof token === 'string' ? token : undefined
}

/** Its row, unless it has ended. */
export async function askingSession(database: Database, auth: Auth): Promise<Row | undefined> {
  const sessionToken = askingToken(auth)
  if (sessionToken === undefined) return undefined
  const where = { sessionToken, user: userPointer(auth.user?.id) }
  return (await database.find('_Session', where, { limit: 1 }))[0]
}

export const hasEnded = () => parseError('INVALID_SESSION_TOKEN', 'Invalid session token')
