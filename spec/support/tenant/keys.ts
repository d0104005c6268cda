/** The signing keys of the tenant for specs, and tokens signed with them by hand: also ones that no library makes. */
import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import type { JWK } from 'jose'

const algorithms = {
  RS256: { make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }), signing: {} },
  // 6: PKCS#1 PSS, whose salt is as long as the digest (RFC 7518, section 3.5).
  PS256: {
    make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    signing: { padding: 6, saltLength: 32 },
  },
  ES256: {
    make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    signing: { dsaEncoding: 'ieee-p1363' },
  },
} as const

export type Algorithm = keyof typeof algorithms

/** A key that signs. */
export interface TenantKey {
  kid: string
  alg: Algorithm
  privateKey: KeyObject
  /** As the JWKS has it. */
  jwk: JWK
}

/** Claims or header members that replace the default ones; undefined removes one. */
export type Overrides = Record<string, unknown>

export function makeKey(alg: Algorithm = 'RS256'): TenantKey {
  const { publicKey, privateKey } = algorithms[alg].make()
  const kid = randomUUID()
  return { kid, alg, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' } }
}

/** One part of a token; members that are undefined vanish. */
export const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url')

/** Signs whatever it is given. */
export function signToken(key: TenantKey, claims: unknown, header: Overrides = {}): string {
  const input = `${encode({ alg: key.alg, typ: 'JWT', kid: key.kid, ...header })}.${encode(claims)}`
  const signature = sign('sha256', Buffer.from(input), {
    key: key.privateKey,
    ...algorithms[key.alg].signing,
  })
  return `${input}.${signature.toString('base64url')}`
}

/** What `POST /oauth/token` compares with the verifier (RFC 7636, section 4.2). */
export const challengeOf = (codeVerifier: string): string =>
  createHash('sha256').update(codeVerifier).digest('base64url')

export interface TenantKeys {
  /** What the tenant signs with. */
  readonly current: TenantKey
  /** What the JWKS lists. */
  readonly published: JWK[]
  /** Also what is no good key. */
  publish(jwk: Overrides): void
  withdraw(kid: string): void
  /** Publishes a new key next to the others and signs with it from now on. */
  rotate(alg?: Algorithm): TenantKey
}

/** @param algorithm of all keys that are not made for another */
export function createKeys(algorithm: Algorithm): TenantKeys {
  let current = makeKey(algorithm)
  let published = [current.jwk]
  return {
    get current() {
      return current
    },
    get published() {
      return published
    },
    publish: (jwk) => void published.push(jwk),
    withdraw: (kid) => void (published = published.filter((jwk) => jwk.kid !== kid)),
    rotate(alg = algorithm) {
      current = makeKey(alg)
      published.push(current.jwk)
      return current
    },
  }
}
