/** What an account page shows of a user. */
import type { AuditEntry } from '../../../api/security'
import type { SessionInfo } from '../../../api/sessions'

/** Where a problem is told; `page`: above all of them. */
export type Section =
  'page' | 'name' | 'email' | 'password' | 'sessions' | 'links' | 'language' | 'data' | 'delete'

/** What was done a moment ago. */
export const doneNames = ['saved', 'sent', 'signedOut', 'linked', 'unlinked'] as const
export type Done = (typeof doneNames)[number]

/** Of what happened lately: nobody looks further. */
export const mostEntries = 20

export interface AccountState {
  username: string
  /** Empty where there is none. */
  email: string
  isVerified: boolean
  /** Whether addresses are to be verified. */
  isVerifying: boolean
  pendingEmail: string
  /** Whether a link to verify an address can be sent. */
  canVerify: boolean
  hasPassword: boolean
  /** `place` where the host tells it. */
  sessions: (SessionInfo & { isCurrent: boolean; place: string | undefined })[]
  links: { provider: string; title: string; isLinked: boolean }[]
  /** Newest first; nothing where nobody keeps it. */
  activity: Pick<AuditEntry, 'type' | 'at' | 'device' | 'ip'>[]
  done: Done | undefined
}
