/**
 * The public keys of a tenant. jose's own remote set refuses tokens of known keys while a stale set can't be
 * fetched anew: this one goes on with what it has.
 */
import {
  createLocalJWKSet,
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
  type JWTHeaderParameters,
} from 'jose'
import { reasonOf } from '../../../errors'
import { boundedFetch } from './fetch'
import { Auth0Unavailable, TokenFault } from './errors'

/** The key that a token names. @throws {TokenFault | Auth0Unavailable} */
export type KeySet = (header: JWTHeaderParameters) => Promise<CryptoKey>

const softAgeMs = 10 * 60_000
const hardAgeMs = 15 * 60_000
const coolDownMs = 30_000

interface LoadedKeys {
  kids: Set<unknown>
  find: ReturnType<typeof createLocalJWKSet>
}

const asymmetric: unknown[] = ['RSA', 'EC', 'OKP']

/** A shared secret must never verify anything, and a private key that was published proves nothing. */
const isPublic = ({ kty, d }: JWK) => asymmetric.includes(kty) && d === undefined

/** A JSON Web Key Set (RFC 7517, section 5). */
async function load(url: string): Promise<LoadedKeys> {
  const response = await boundedFetch(url)
  if (response.status !== 200) throw new Auth0Unavailable(`it answered ${response.status}`)
  try {
    const keys = createLocalJWKSet((await response.json()) as JSONWebKeySet)
      .jwks()
      .keys.filter(isPublic)
    return { kids: new Set(keys.map(({ kid }) => kid)), find: createLocalJWKSet({ keys }) }
  } catch {
    throw new Auth0Unavailable('its keys could not be read')
  }
}

/**
 * Fetches keys when they are first needed, anew in the background after 10 minutes, and at the latest, awaited,
 * after 15. A key that is not there makes a fetch too, but 30 seconds lie between the beginnings of two.
 * @param now milliseconds since the epoch
 */
export function createKeySet(url: string, now: () => number): KeySet {
  let keys: LoadedKeys | undefined
  let failure: string | undefined
  let loadedAt = -Infinity
  let attemptedAt = -Infinity
  let pending = Promise.resolve()

  const attempt = async () => {
    attemptedAt = now()
    try {
      keys = await load(url)
      loadedAt = now()
      failure = undefined
    } catch (thrown) {
      failure = reasonOf(thrown)
    }
  }
  const refresh = async () => {
    // A fetch takes 5 seconds at most, and has ended long before another may begin.
    if (now() - attemptedAt >= coolDownMs) pending = attempt()
    await pending
  }
  const refreshIfOld = async () => {
    const age = now() - loadedAt
    if (age >= hardAgeMs) await refresh()
    else if (age >= softAgeMs) void refresh()
  }

  return async (header) => {
    if (typeof header.kid !== 'string') throw new TokenFault('it names no key')
    await refreshIfOld()
    if (!keys?.kids.has(header.kid)) await refresh()
    if (keys?.kids.has(header.kid)) return keys.find(header)
    throw failure === undefined
      ? new TokenFault('it names a key that Auth0 does not have')
      : new Auth0Unavailable(`the keys can’t be fetched: ${failure}`)
  }
}
