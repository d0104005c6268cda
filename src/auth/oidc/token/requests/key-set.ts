/**
 * The public keys of an issuer. jose's own remote set refuses tokens of known keys while a stale set can't be
 * fetched anew: this one goes on with what it has.
 */
import type { CryptoKey, JSONWebKeySet, JWK, JWTHeaderParameters } from 'jose'
import { ProviderUnavailable, TokenFault } from '../errors'
import { boundedFetch } from './fetch'
import { elapsed, remember } from './remembered'
import { jose } from '../../../../parse/libraries'

/** The key that a token names. @throws {TokenFault | ProviderUnavailable} */
export type KeySet = (header: JWTHeaderParameters) => Promise<CryptoKey>

/** Longer than it takes to discover where the keys are, and to fetch them. */
const coolDownMs = 30_000

interface LoadedKeys {
  kids: Set<unknown>
  find: ReturnType<typeof import('jose').createLocalJWKSet>
}

const asymmetric: unknown[] = ['RSA', 'EC', 'OKP']

/** A shared secret must never verify anything, and a private key that was published proves nothing. */
const isPublic = ({ kty, d }: JWK) => asymmetric.includes(kty) && d === undefined

/** A JSON Web Key Set (RFC 7517, section 5). */
async function load(url: string): Promise<LoadedKeys> {
  const response = await boundedFetch(url)
  if (response.status !== 200) throw new ProviderUnavailable(`it answered ${response.status}`)
  try {
    const keys = jose()
      .createLocalJWKSet((await response.json()) as JSONWebKeySet)
      .jwks()
      .keys.filter(isPublic)
    return { kids: new Set(keys.map(({ kid }) => kid)), find: jose().createLocalJWKSet({ keys }) }
  } catch {
    throw new ProviderUnavailable('its keys could not be read')
  }
}

/**
 * Fetches keys when they are first needed, and anew as `remember` has it. A key that is not there makes a fetch too,
 * but 30 seconds lie between the beginnings of two.
 * @param findUrl where the keys are
 * @param now milliseconds of a clock that only goes on
 */
export function createKeySet(findUrl: () => Promise<string>, now = elapsed): KeySet {
  const { current, renew, attemptedAt, failure } = remember(
    async () => load(await findUrl()),
    coolDownMs,
    now,
  )

  return async (header) => {
    const { kid } = header
    if (typeof kid !== 'string') throw new TokenFault('it names no key')
    const askedAt = now()
    const known = await current()
    const keys = known?.kids.has(kid) ? known : await renew()
    if (keys?.kids.has(kid)) return keys.find(header)
    const reason = failure()
    if (reason !== undefined) throw new ProviderUnavailable(`the keys can’t be fetched: ${reason}`)
    // The key may be newer than what was fetched a moment ago, for whatever key id.
    if (attemptedAt() < askedAt)
      throw new ProviderUnavailable('it names a key that its issuer did not have a moment ago')
    throw new TokenFault('it names a key that its issuer does not have')
  }
}
