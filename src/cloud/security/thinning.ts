/** Events that anybody can cause without an end are kept now and then: rows and deliveries of all would bury the others. */
import type { SecurityEvent } from '../../api/security'
import { networkOf } from '../../guards/limits/network'
import { createLruCache } from '../../parse/lru-cache'

/** What is refused before anything is looked at costs its sender nothing: without an end, it would fill the database. */
const isCheap = ({ type, reason }: SecurityEvent) =>
  type === 'limited' || reason === 'limited' || reason === 'locked'

const quietMs = 60_000

/** @returns whether an event is to be kept: of cheap ones, one a minute for each account and network */
export function createThinning(): (event: SecurityEvent) => boolean {
  const kept = createLruCache<number>({ max: 10_000 })
  return (event) => {
    if (!isCheap(event)) return true
    const { type, reason, subject, userId, ip } = event
    const key = JSON.stringify([type, reason, subject, userId, ip && networkOf(ip)])
    const now = Date.now()
    if (now - (kept.get(key) ?? -Infinity) < quietMs) return false
    kept.set(key, now)
    return true
  }
}
