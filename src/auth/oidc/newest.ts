/**
 * Of what a provider says of somebody, the newest stands: an older token, which is valid still, would bring back what was
 * changed since, a role that was taken away among it.
 */
import type { ExpiringStore } from '../../part/part'

/** What is said. Not all tokens have both, and each has its own newest one. */
type Said = 'profile' | 'roles'

export interface Newest {
  /**
   * Notes when it was said, before it is written.
   * @param at seconds since the epoch
   * @returns whether nothing newer was said
   */
  isNewest: (said: Said, subject: string, at: number) => Promise<boolean>
}

/** Longer than tokens live: 30 days are the most for an access token of Auth0, and others have less. */
export const memorySeconds = 30 * 24 * 60 * 60

/** Counted from 2026: a column of 32 bits holds it until 2094. */
export const since2026 = (epochSeconds: number): number =>
  Math.max(1, Math.floor(epochSeconds - Date.UTC(2026) / 1000))

/** @param store keeps what one provider has said */
export const createNewest = (store: Pick<ExpiringStore, 'raise'>): Newest => ({
  isNewest: async (said, subject, at) =>
    (await store.raise(`${said}:${subject}`, since2026(at), memorySeconds)) <= since2026(at),
})
