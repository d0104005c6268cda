/** Remembers tokens that were verified, for signatures cost a hundred times as much as looking a token up. */
import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Identity } from './identity'
import type { SignedToken } from './signature'

export interface VerifiedTokens {
  /** A copy of what was remembered, unless its time is over. */
  recall(kind: Identity['kind'], token: string): SignedToken | undefined
  /** @param refusedFrom seconds since the epoch */
  remember(kind: Identity['kind'], token: string, signed: SignedToken, refusedFrom: number): void
}

const maxTokens = 10_000
const maxCharacters = 16 * 1024 * 1024

const keyOf = (kind: string, token: string) =>
  `${kind}:${createHash('sha256').update(token).digest('base64')}`

/**
 * Holds 10,000 tokens and 16 MB of claims at most. They are kept as JSON, which needs a fraction of the memory of
 * objects, and gives each caller claims of its own.
 * @param now milliseconds since the epoch
 */
export function createVerifiedTokens(now: () => number): VerifiedTokens {
  const texts = new LRUCache<string, string>({
    max: maxTokens,
    maxSize: maxCharacters,
    sizeCalculation: ({ length }) => length,
  })
  return {
    recall: (kind, token) => {
      const text = texts.get(keyOf(kind, token))
      if (text === undefined) return undefined
      const { refusedFrom, signed } = JSON.parse(text) as { refusedFrom: number; signed: SignedToken }
      return refusedFrom > now() / 1000 ? signed : undefined
    },
    remember: (kind, token, signed, refusedFrom) =>
      void texts.set(keyOf(kind, token), JSON.stringify({ refusedFrom, signed })),
  }
}
