/** The sessions of a user on the account page, and their end: whoever has found a browser open ends none (ASVS V7.5.2). */
import type { SessionInfo } from '../../api/sessions'
import { isNotFound } from '../../parse/errors'
import { internals } from '../../parse/internals'
import { canonicalLocale } from '../../adapters/email/templates/locale'
import { userPointer } from '../../parse/values'
import type { Answer, Sent } from '../forms/answers'
import type { AccountState } from '../views/account/state'
import { type AccountParts, back, type Deed } from './deed'
import { linksOf } from './links'
import type { Visitor } from './visitor'

type Session = SessionInfo & { isCurrent: boolean }

async function listFor(
  { userId, sessionToken, config }: Visitor,
  { running }: AccountParts,
): Promise<Session[]> {
  const where = { sessionToken, user: userPointer(userId) }
  const [current] = await config.database.find('_Session', where, { limit: 1 })
  const sessions = await running.sessions.list(userId)
  return sessions.map((session) => ({ ...session, isCurrent: session.id === current?.objectId }))
}

/** @param locale language of the places */
export async function sessionsOf(
  visitor: Visitor,
  parts: AccountParts,
  locale: string,
): Promise<AccountState['sessions']> {
  const sessions = await listFor(visitor, parts)
  const places = await parts.places(
    sessions.map(({ address }) => address),
    locale,
  )
  return sessions.map((session) => ({ ...session, place: places.get(session.address ?? '') }))
}

/** By whom the browser was signed in, or else could be. */
async function originOf(visitor: Visitor, parts: AccountParts) {
  const current = (await listFor(visitor, parts)).find(({ isCurrent }) => isCurrent)
  const names = current?.provider?.split(',') ?? []
  const by = parts.providers.find(({ name }) => names.includes(name))
  if (by) return { provider: by, sid: current?.sid }
  const linked = linksOf(visitor.user, parts).find(({ isLinked }) => isLinked)
  return { provider: parts.providers.find(({ name }) => name === linked?.provider), sid: undefined }
}

/** By parse-server, as the user does it by REST; it may have ended in the meantime. */
const endOne = ({ config, auth }: Visitor, id: string): Promise<unknown> =>
  internals
    .rest()
    .del(config, auth, '_Session', id, {})
    .catch((thrown: unknown) => {
      if (!isNotFound(thrown)) throw thrown
    })

export function sessionDeeds(parts: AccountParts): Record<string, Deed> {
  async function end(sent: Sent, visitor: Visitor, isMeant: (session: Session) => boolean): Promise<Answer> {
    await parts.requireFresh(visitor.config, visitor.auth)
    const sessions = await listFor(visitor, parts)
    const meant = sessions.filter((session) => !session.isCurrent && isMeant(session))
    for (const { id } of meant) await endOne(visitor, id)
    return back(parts, sent, meant.length > 0 ? 'signedOut' : undefined)
  }
  /** At the provider too, which would let in again whoever sits here. */
  async function endAll(sent: Sent, visitor: Visitor): Promise<Answer> {
    await parts.requireFresh(visitor.config, visitor.auth)
    const { provider, sid } = await originOf(visitor, parts)
    const { cookies = [] } = await parts.signOut(visitor.config).finally(async () => {
      await parts.running.sessions.revoke(visitor.userId)
    })
    const answer = await parts.signOutAt(provider, sid, canonicalLocale(sent.locale) ?? 'en')
    return { ...answer, cookies: [...cookies, ...(answer.cookies ?? [])] }
  }
  return {
    'end-session': {
      section: 'sessions',
      work: (sent, visitor) => end(sent, visitor, ({ id }) => id === sent.target),
    },
    'end-all': { section: 'sessions', work: endAll },
    'end-others': { section: 'sessions', work: (sent, visitor) => end(sent, visitor, () => true) },
  }
}
