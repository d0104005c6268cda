/** Remembers tokens that were verified, for signatures cost a hundred times as much as looking a token up. */
import { hash } from 'node:crypto'
import type { JWTHeaderParameters, JWTPayload } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Identity } from './identity'

/** A token that was found good, and whom it stands for. */
export interface VerifiedToken {
  header: JWTHeaderParameters
  identity: Identity
}

export interface VerifiedTokens {
  /** What was remembered, unless its time is over. */
  recall(kind: Identity['kind'], token: string): VerifiedToken | undefined
  /** @param refusedFrom seconds since the epoch */
  remember(token: string, verified: VerifiedToken, refusedFrom: number): void
}

const maxTokens = 10_000
const maxCharacters = 16 * 1024 * 1024

const keyOf = (kind: string, token: string) => `${kind}:${hash('sha256', token, 'base64')}`

/** Few look at the claims, and who does may change them: they are made anew each time. */
const withClaimsFrom = (identity: Identity, json: string): Identity =>
  Object.freeze({
    ...identity,
    get claims() {
      return JSON.parse(json) as JWTPayload
    },
  })

/**
 * Holds 10,000 tokens and 16 MB of claims at most, as JSON, which needs a fraction of the memory of objects.
 * @param now milliseconds since the epoch
 */
export function createVerifiedTokens(now: () => number): VerifiedTokens {
  const known = new LRUCache<string, VerifiedToken & { refusedFrom: number }>({
    max: maxTokens,
    maxSize: maxCharacters,
  })
  return {
    recall: (kind, token) => {
      const verified = known.get(keyOf(kind, token))
      return verified && verified.refusedFrom > now() / 1000 ? verified : undefined
    },
    remember: (token, { header, identity }, refusedFrom) => {
      const json = JSON.stringify(identity.claims)
      const verified = { header, identity: withClaimsFrom(identity, json), refusedFrom }
      known.set(keyOf(identity.kind, token), verified, { size: json.length })
    },
  }
}
