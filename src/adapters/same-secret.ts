/** Compares secrets in constant time (ASVS 5.0, 11.2.4). */
import { hash, timingSafeEqual } from 'node:crypto'

const digest = (text: string) => hash('sha256', text, 'buffer')

/** Digests have one length, whatever somebody sends. */
export const isSameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(digest(one), digest(other))
