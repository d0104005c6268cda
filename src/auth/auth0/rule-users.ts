/** Users whom the old Auth0 rule has made, with one password for all: at their first log-in they become themselves. */
import { internals, type Database, type RequestConfig, type Row } from '../../parse/internals'
import { dateValue, deletion, userPointer } from '../../parse/values'
import type { UserProfile } from '../oidc/options'
import { linkUnlinked } from '../oidc/login/link'
import { name } from './name'
import { hasVerifiedEmail } from '../oidc/profile/profile'

/** What an adoption needs of the rest. */
export interface AdoptionParts {
  /** The password that the rule gave to every user. */
  rulePassword: string | undefined
  /** Ends the sessions with these tokens. */
  endSessions: (sessionTokens: string[]) => Promise<unknown>
}

/** The rule named a user by e-mail address, name or id. Names are no proof of anything, and don't count here. */
function handlesOf(subject: string, profile: UserProfile): string[] {
  return hasVerifiedEmail(profile) ? [String(profile.email), subject] : [subject]
}

/** Whether the rule has made a user. Takes as long as a log-in by password. */
export async function isOfRule({ password }: Row, rulePassword: string): Promise<boolean> {
  return typeof password === 'string' && internals.password().compare(rulePassword, password)
}

/**
 * Whether a user has a way in that the rule did not give. Users may rename themselves: one who has added such a way
 * in first would keep it, and somebody else would fall into the account.
 */
export const isLinked = ({ authData }: Row): boolean => Object.values(authData ?? {}).some(Boolean)

/** A moment as it was read, which has milliseconds, where a database may hold smaller parts of a second. */
function sameMoment(readAt: unknown): object {
  const at = new Date(String(readAt)).getTime()
  return { $gte: dateValue(at), $lt: dateValue(at + 1) }
}

/**
 * Links a user as they were read: whoever has got another password, name or link since then is not linked. Takes
 * away the password, and a reset mail's token, which would set another one.
 */
function link(database: Database, { objectId, updatedAt }: Row, subject: string): Promise<boolean> {
  const where = { objectId, updatedAt: sameMoment(updatedAt) }
  return linkUnlinked(
    database,
    where,
    { name, subject },
    { _hashed_password: deletion, _perishable_token: deletion },
  )
}

const isOfAuth0 = ({ createdWith }: Row) =>
  (createdWith as { authProvider?: unknown } | undefined)?.authProvider === name

/**
 * Gives a user of the rule to an Auth0 subject. Afterwards there is no password, and no session from before.
 * @returns whether it was done; not when the user has been linked or changed in the meantime
 * @throws {Parse.Error} 137 when the subject has another user.
 */
export async function adopt(
  { database }: RequestConfig,
  user: Row,
  subject: string,
  { endSessions }: Pick<AdoptionParts, 'endSessions'>,
): Promise<boolean> {
  const find = () => database.find('_Session', { user: userPointer(user.objectId) })
  const end = async (sessions: Row[]) => {
    if (sessions.length > 0) await endSessions(sessions.map(({ sessionToken }) => String(sessionToken)))
  }
  const former = await find()
  // A user who is linked is not looked at again: where this fails, it has to be tried again with an unlinked one.
  await end(former.filter((session) => !isOfAuth0(session)))
  if (!(await link(database, user, subject))) return false
  // The rule may have opened one meanwhile. Log-ins by Auth0 at the same time may have, too: theirs are new.
  const latter = (await find()).filter((session) => !isOfAuth0(session))
  await end([...former.filter(isOfAuth0), ...latter])
  return true
}

/** @returns whether the subject has a user now whom the rule had made */
export async function adoptAtLogIn(
  config: RequestConfig,
  subject: string,
  profile: UserProfile,
  { rulePassword, endSessions }: AdoptionParts,
): Promise<boolean> {
  if (rulePassword === undefined) return false
  const handles = handlesOf(subject, profile)
  const users = await config.database.find('_User', { username: { $in: handles } })
  // The address first, as the rule had it.
  const ordered = handles.flatMap((handle) => users.filter(({ username }) => username === handle))
  for (const user of ordered)
    if (!isLinked(user) && (await isOfRule(user, rulePassword)))
      return adopt(config, user, subject, { endSessions })
  return false
}
