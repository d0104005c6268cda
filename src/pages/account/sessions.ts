/** The sessions of a user on the account page, and their end. */
import { internals } from '../../parse/internals'
import { userPointer } from '../../parse/values'
import type { Answer, Sent } from '../forms/answers'
import type { AccountState } from '../views/account/state'
import { type AccountParts, back, type Deed } from './deed'
import type { Visitor } from './visitor'

export async function sessionsOf(
  { userId, sessionToken, config }: Visitor,
  { running }: AccountParts,
): Promise<AccountState['sessions']> {
  const where = { sessionToken, user: userPointer(userId) }
  const [current] = await config.database.find('_Session', where, { limit: 1 })
  const sessions = await running.sessions.list(userId)
  return sessions.map((session) => ({ ...session, isCurrent: session.id === current?.objectId }))
}

export function sessionDeeds(parts: AccountParts): Record<string, Deed> {
  /** By parse-server, as the user does it by REST. */
  async function end(
    sent: Sent,
    visitor: Visitor,
    isMeant: (session: AccountState['sessions'][0]) => boolean,
  ): Promise<Answer> {
    const { config, auth } = visitor
    const others = (await sessionsOf(visitor, parts)).filter(({ isCurrent }) => !isCurrent)
    for (const { id } of others.filter(isMeant)) await internals.rest().del(config, auth, '_Session', id, {})
    return back(parts, sent, 'signedOut')
  }
  return {
    'end-session': {
      section: 'sessions',
      work: (sent, visitor) => end(sent, visitor, ({ id }) => id === sent.target),
    },
    'end-others': { section: 'sessions', work: (sent, visitor) => end(sent, visitor, () => true) },
  }
}
