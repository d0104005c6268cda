/** The one door for credentials of a provider: whatever comes out of here was verified. */
import type { JWTPayload } from 'jose'
import { traced } from '../../../part/telemetry'
import { type Provider, requireTexts } from '../provider'
import { accessTokenProfile } from './access-token'
import { type Credential, parseCredential } from './credential'
import { CredentialFault, TokenFault } from './errors'
import { idTokenProfile } from './id-token'
import type { Identity } from './identity'
import { type ClaimOnce, createNonceVerifier } from './nonce'
import { createLogoutTokenVerifier, type VerifyLogoutToken } from './logout-token'
import { createKeySet } from './requests/key-set'
import { createRequests } from './requests/provider-requests'
import { verifyScope } from './scope'
import { createSignatureVerifier } from './signature'
import { listOf } from './token-rules'
import { createTokenVerifier } from './token-verifier'

/**
 * All throw a TokenFault for a token that is not accepted, a ScopeFault for one that lacks a scope, a CredentialFault
 * for a request that holds no usable credential, and ProviderUnavailable when the provider had to be asked and could
 * not be.
 */
export interface Verifier {
  /**
   * The provider's `authData` of a log-in: `{ id_token }`, `{ access_token }` or `{ code, redirect_uri, code_verifier }`,
   * with an optional `id`, which must be the subject, and `nonce`.
   */
  verifyCredential: (authData: Record<string, unknown>) => Promise<Identity>
  /** A bearer token of a request. */
  verifyAccessToken: (token: string) => Promise<Identity>
  /** A token by which the provider tells that somebody has logged out. */
  verifyLogoutToken: VerifyLogoutToken
  /** Claims of the user from /userinfo; undefined where the token was not issued for it. */
  loadUserInfo: (identity: Identity, accessToken: string) => Promise<JWTPayload | undefined>
}

const noAccessTokens = (path: string) =>
  `Access tokens are not accepted, because the server has no \`${path}.audience\`: send an ID token.`

/**
 * @param claimOnce atomic: resolves to true for the first caller of a key, to false for all others until `seconds`
 * have passed
 * @param clock milliseconds since the epoch: in place of that of the machine, and of how long something is known
 */
export function createVerifier(provider: Provider, claimOnce: ClaimOnce, clock?: () => number): Verifier {
  const { name, path, options, issuers } = provider
  requireTexts(`${path}.clientId`, listOf(options.clientId))
  const now = clock ?? Date.now
  const endpointsOf = provider.findEndpoints(clock)
  const keySets = new Map(
    issuers.map((issuer) => [issuer, createKeySet(async () => (await endpointsOf(issuer)).jwks, clock)]),
  )
  const signatures = createSignatureVerifier(options, keySets, now)
  const verifyToken = createTokenVerifier(provider, signatures, now)
  const verifyNonce = createNonceVerifier(provider, claimOnce, now)
  const { exchangeCode, requestUserInfo } = createRequests(provider, endpointsOf)
  const idProfile = idTokenProfile(provider)
  const accessProfile = options.audience ? accessTokenProfile(provider, options.audience) : undefined

  const verifyAccessToken = async (token: string): Promise<Identity> => {
    if (!accessProfile) throw new CredentialFault(noAccessTokens(path))
    const identity = await verifyToken(accessProfile, token)
    verifyScope(identity, provider)
    return identity
  }
  const identify = async (credential: Credential): Promise<Identity> => {
    if ('access_token' in credential) return verifyAccessToken(credential.access_token)
    const isCode = 'code' in credential
    return verifyToken(idProfile, isCode ? await exchangeCode(credential) : credential.id_token)
  }
  const verifyCredential: Verifier['verifyCredential'] = async (authData) => {
    const credential = parseCredential(name, authData)
    const identity = await identify(credential)
    if (credential.id !== undefined && credential.id !== identity.subject)
      throw new TokenFault('it stands for another user than the `id` beside it')
    // Last, so that a nonce is not used up by a log-in that fails.
    if (!('access_token' in credential)) await verifyNonce(identity, credential.nonce)
    return identity
  }
  const within = <Result>(verify: () => Promise<Result>) =>
    traced('accounts.verify_token', { provider: name }, verify)
  return {
    verifyCredential: (authData) => within(() => verifyCredential(authData)),
    verifyAccessToken: (token) => within(() => verifyAccessToken(token)),
    verifyLogoutToken: createLogoutTokenVerifier(provider, signatures),
    loadUserInfo: requestUserInfo,
  }
}
