/** What is accepted no longer, on any node: a user's earlier tokens, a session at a provider, one session's token. */
import type { ExpiringStore } from '../../part/part'
import { memorySeconds, since2026 } from './newest'
import { TokenFault } from './token/errors'
import type { Identity } from './token/identity'

/** Revokes what has been handed out, and refuses it. */
export interface Revocations {
  /** Refuses all tokens that were issued to a subject before this second. */
  revokeSubject: (subject: string) => Promise<void>
  /** Refuses all tokens of a session at the provider. */
  revokeSid: (sid: string) => Promise<void>
  /** Lets the access token behind a bearer session open no other, whichever way it is sent. */
  revokeSession: (sessionToken: string) => Promise<void>
  /** @throws {TokenFault} when the identity's token, or the session that it stands for, was revoked. */
  refuseRevoked: (identity: Identity) => Promise<void>
}

const subjectKey = (subject: string) => `subject:${subject}`
const sidKey = (sid: string) => `sid:${sid}`
const sessionKey = (sessionToken: string) => `session:${sessionToken}`

/** @param store keeps the revocations of one provider */
export function createRevocations(store: Pick<ExpiringStore, 'note' | 'read'>): Revocations {
  return {
    revokeSubject: (subject) => store.note(subjectKey(subject), since2026(Date.now() / 1000), memorySeconds),
    revokeSid: (sid) => store.note(sidKey(sid), 1, memorySeconds),
    revokeSession: (sessionToken) => store.note(sessionKey(sessionToken), 1, memorySeconds),
    refuseRevoked: async ({ subject, sid, issuedAt, bearerSession }) => {
      const keys = [
        ...(sid === undefined ? [] : [sidKey(sid)]),
        ...(bearerSession === undefined ? [] : [sessionKey(bearerSession)]),
      ]
      const noted = await store.read([subjectKey(subject), ...keys])
      const before = noted.get(subjectKey(subject)) ?? 0
      if (since2026(issuedAt) < before || keys.some((key) => noted.has(key)))
        throw new TokenFault('it was revoked')
    },
  }
}
