/** Whether a session has proven a short time ago whose it is: by its log-in, or by the password since then. */
import { refuse } from '../../parse/errors'
import type { Auth, Database, Row } from '../../parse/internals'
import { dateValue } from '../../parse/values'
import { askingSession } from '../session/asking-session'
import { isLent } from '../session/copies'
import { isOperators } from '../session/session-store'
import { loggedInAt, timeOf } from '../session/limits'
import { serverFields } from '../session/server-fields'

/**
 * The use of a token is no log-in; nor is that of a provider's session which has begun earlier. An operator's log-in as
 * the user says nothing of the user at all.
 */
const logInOf = (session: Row) =>
  isLent(session) || isOperators(session)
    ? undefined
    : (timeOf(session[serverFields.authenticatedAt]) ?? loggedInAt(session))

/** Clocks of several nodes differ. */
const isWithin = (epochMs: number | undefined, ageMs: number) =>
  epochMs !== undefined && Math.abs(Date.now() - epochMs) < ageMs

/** Another log-in of an operator's would not help. The account page knows it by its beginning. */
const adviceFor = (session: Row | undefined) =>
  session && isOperators(session)
    ? 'An operator has opened this session: update the user with currentPassword, or let the user log in and do this.'
    : 'Confirm that it is you: update the user with currentPassword, or log in again, and repeat this.'

/** @throws {Parse.Error} 206 when the session that asks has proven nothing for `maxAgeSeconds`. */
export async function requireFresh(database: Database, auth: Auth, maxAgeSeconds: number): Promise<void> {
  const session = await askingSession(database, auth)
  const proofs = session ? [logInOf(session), timeOf(session[serverFields.confirmedAt])] : []
  if (!proofs.some((proof) => isWithin(proof, maxAgeSeconds * 1000)))
    refuse('SESSION_MISSING', adviceFor(session))
}

/** Notes that the session which asks has proven the password. */
export async function confirm(database: Database, auth: Auth): Promise<void> {
  const session = await askingSession(database, auth)
  if (!session) return
  const fields = { [serverFields.confirmedAt]: dateValue(Date.now()) }
  await database.update('_Session', { objectId: session.objectId }, fields)
}
