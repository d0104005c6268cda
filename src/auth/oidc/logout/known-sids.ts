/** Which sessions at a provider have been sessions here: such a one may have ended before it is logged out of there. */
import type { ExpiringStore } from '../../../part/part'
import type { Identity } from '../token/identity'

/** Longer than sessions at providers last, as a rule. */
const memorySeconds = 30 * 24 * 60 * 60

/** A subject, and a session of theirs at the provider, where one is named. */
type Named = Pick<Identity, 'sid'> & { subject?: string | undefined }

export interface KnownSids {
  note: (named: Named) => Promise<void>
  has: (named: Named) => Promise<boolean>
}

const keyOf = ({ subject, sid }: Named) => `known-sid:${subject}:${sid}`

/** @param store keeps what is known of one provider */
export const createKnownSids = (store: Pick<ExpiringStore, 'note' | 'read'>): KnownSids => ({
  note: async (named) => {
    if (named.sid !== undefined) await store.note(keyOf(named), 1, memorySeconds)
  },
  has: async (named) => (await store.read([keyOf(named)])).size > 0,
})
