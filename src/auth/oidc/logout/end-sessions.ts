/** Ends what a logout token names: the session at the provider where there was one here, otherwise all of the subject. */
import type { Database, Row } from '../../../parse/internals'
import { userPointer } from '../../../parse/values'
import type { ExpiringStore, ManagedSessions } from '../../../part/part'
import { isOfProvider, tokensOf } from '../../session/session-store'
import type { Provider } from '../provider'
import type { Revocations } from '../revocations'
import { TokenFault } from '../token/errors'
import type { LogoutToken } from '../token/logout-token'
import type { KnownSids } from './known-sids'

export interface LogoutParts {
  provider: Pick<Provider, 'name' | 'storePrefix' | 'options'>
  database: Pick<Database, 'find'>
  sessions: Pick<ManagedSessions, 'end'>
  revocations: Pick<Revocations, 'revokeSid' | 'revokeSubject'>
  knownSids: Pick<KnownSids, 'has'>
  store: Pick<ExpiringStore, 'claim' | 'release'>
}

/** What is to end, and whether that is all that the subject has. */
interface Meant {
  sessions: Row[]
  isAll: boolean
}

/** @returns a function that does what a verified token says, once */
export function createLogout(parts: LogoutParts) {
  const { provider, database, sessions, revocations, knownSids, store } = parts
  const { name, storePrefix, options } = provider

  const ofProvider = async (where: object): Promise<Row[]> =>
    (await database.find('_Session', where)).filter((session) => isOfProvider(session, name))

  /** @returns nothing where nobody has it here */
  async function ofSubject(subject: string | undefined): Promise<Row[] | undefined> {
    if (subject === undefined) return undefined
    const [user] = await database.find('_User', { [`authData.${name}.id`]: subject }, { limit: 1 })
    return user && ofProvider({ user: userPointer(user.objectId) })
  }

  /** @throws {TokenFault} when session and subject belong to different users */
  async function meantBy(token: LogoutToken): Promise<Meant> {
    const { subject, sid } = token
    const own = await ofSubject(subject)
    if (sid === undefined) return { sessions: own ?? [], isAll: true }
    const named = own?.filter(({ createdWith }) => (createdWith as { sid?: unknown }).sid === sid) ?? []
    if (named.length > 0) return { sessions: named, isAll: false }
    const others = await ofProvider({ 'createdWith.sid': sid })
    // Whoever was unlinked since has the sessions of then.
    if (own && others.length > 0) throw new TokenFault('its sid is a session of another user than its sub')
    const isAll = others.length === 0 && subject !== undefined && !(await knownSids.has(token))
    return { sessions: isAll ? (own ?? []) : others, isAll }
  }

  async function end(token: LogoutToken, { isAll }: Meant): Promise<void> {
    const { subject, sid } = token
    if (sid !== undefined) await revocations.revokeSid(sid)
    if (isAll && subject !== undefined) await revocations.revokeSubject(subject)
    // Looked for anew: a log-in may have opened one until now, and opens none from now on.
    const left = isAll ? await ofSubject(subject) : (await meantBy(token)).sessions
    await sessions.end(tokensOf(left ?? []))
  }

  /** @throws {TokenFault} also when the token was used before */
  return async (token: LogoutToken): Promise<void> => {
    const meant = await meantBy(token)
    const key = `${storePrefix}logout:${token.id}`
    const seconds = Math.ceil(token.expiresAt - Date.now() / 1000) + 2 * options.clockToleranceSeconds + 1
    if (!(await store.claim(key, Math.max(1, seconds)))) throw new TokenFault('it was used before')
    try {
      await end(token, meant)
    } catch (thrown) {
      // The provider may send it again.
      await store.release(key)
      throw thrown
    }
  }
}
