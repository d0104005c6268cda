/** The one door for Auth0 credentials: whatever comes out of here was verified. */
import type { JWTPayload } from 'jose'
import { issuerOf, type ResolvedOidcOptions } from '../options'
import { accessTokenProfile } from './access-token'
import { type Credential, parseCredential } from './credential'
import { CredentialFault, TokenFault } from './errors'
import { idTokenProfile } from './id-token'
import type { Identity } from './identity'
import { createKeySet } from './key-set'
import { type ClaimOnce, createNonceVerifier } from './nonce'
import { verifyScope } from './scope'
import { createSignatureVerifier } from './signature'
import { exchangeCode, requestUserInfo } from './provider-requests'
import { listOf } from './token-rules'
import { createTokenVerifier } from './token-verifier'

/**
 * All throw a TokenFault for a token that is not accepted, a ScopeFault for one that lacks a scope, a CredentialFault for a request that holds no usable
 * credential, and Auth0Unavailable when Auth0 had to be asked and could not be.
 */
export interface Auth0Verifier {
  /**
   * `authData.auth0` of a log-in: `{ id_token }`, `{ access_token }` or `{ code, redirect_uri, code_verifier }`, with
   * an optional `id`, which must be the subject, and `nonce`.
   */
  verifyCredential: (authData: Record<string, unknown>) => Promise<Identity>
  /** A bearer token of a request. */
  verifyAccessToken: (token: string) => Promise<Identity>
  /** Claims of the user from /userinfo; undefined where the token was not issued for it. */
  loadUserInfo: (identity: Identity, accessToken: string) => Promise<JWTPayload | undefined>
}

const noAccessTokens =
  'Access tokens are not accepted, because the server has no `auth0.audience`: send an ID token.'

/** Whatever is compared with nothing would pass: better not to start at all. */
function requireTexts(name: string, texts: unknown[]): [string, ...string[]] {
  const isUsable = texts.length > 0 && texts.every((text) => typeof text === 'string' && text !== '')
  if (!isUsable) throw new Error(`auth0.${name} is missing`)
  return texts as [string, ...string[]]
}

/** @returns the issuers of the tenant, that of its first domain first */
function issuersOf({ domain, domains }: ResolvedOidcOptions): [string, ...string[]] {
  const [first, ...others] = requireTexts('domain', domains ?? [domain])
  return [issuerOf(first), ...others.map(issuerOf)]
}

/**
 * @param claimOnce atomic: resolves to true for the first caller of a key, to false for all others until `seconds`
 * have passed
 * @param now milliseconds since the epoch
 */
export function createVerifier(
  options: ResolvedOidcOptions,
  claimOnce: ClaimOnce,
  now: () => number = Date.now,
): Auth0Verifier {
  requireTexts('clientId', listOf(options.clientId))
  const issuers = issuersOf(options)
  const keySets = new Map(
    issuers.map((issuer) => [issuer, createKeySet(`${issuer}.well-known/jwks.json`, now)]),
  )
  const verifyToken = createTokenVerifier(options, createSignatureVerifier(options, keySets, now), now)
  const verifyNonce = createNonceVerifier(options, claimOnce, now)
  const idProfile = idTokenProfile(options)
  const accessProfile = options.audience ? accessTokenProfile(options, options.audience) : undefined

  const verifyAccessToken = async (token: string): Promise<Identity> => {
    if (!accessProfile) throw new CredentialFault(noAccessTokens)
    const identity = await verifyToken(accessProfile, token)
    verifyScope(identity, options)
    return identity
  }
  const identify = async (credential: Credential): Promise<Identity> => {
    if ('access_token' in credential) return verifyAccessToken(credential.access_token)
    const isCode = 'code' in credential
    const idToken = isCode ? await exchangeCode(options, issuers[0], credential) : credential.id_token
    return verifyToken(idProfile, idToken)
  }
  return {
    verifyCredential: async (authData) => {
      const credential = parseCredential(authData)
      const identity = await identify(credential)
      if (credential.id !== undefined && credential.id !== identity.subject)
        throw new TokenFault('it stands for another user than the `id` beside it')
      // Last, so that a nonce is not used up by a log-in that fails.
      if (!('access_token' in credential)) await verifyNonce(identity, credential.nonce)
      return identity
    },
    verifyAccessToken,
    loadUserInfo: (identity, accessToken) => requestUserInfo(options, identity, accessToken),
  }
}
