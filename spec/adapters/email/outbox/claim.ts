/** Jobs to claim, and claims. */
import type { JobStore } from '../../../../src/adapters/email/outbox/stores/job-store'

export const minute = 60_000

/** @param queuedAt when it is due; in the past */
export const addTo = (store: JobStore, mailId: string, queuedAt = Date.now() - minute, receiver = {}) =>
  store.add({
    mailId,
    kind: 'verification',
    to: mailId,
    ...receiver,
    queuedAt,
    content: `content of ${mailId}`,
  })

export async function addMany(store: JobStore, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => addTo(store, `mail ${index}`)))
}

/** @returns the ids of the mails, as claims come without an order */
export async function claimFrom(
  store: JobStore,
  limit = 1,
  lockMs = minute,
  passedOver: string[] = [],
): Promise<string[]> {
  const now = new Date()
  const lastOver = new Date(now.getTime() - lockMs)
  const claimed = await store.claim({ now, lastOver, limit, passedOver })
  for (const { data } of claimed) expect(data.content).toBe(`content of ${data.mailId}`)
  return claimed.map(({ data }) => data.mailId).sort()
}
