/** What this server asks a tenant for on behalf of a user: the ID token of a code, and the claims of /userinfo. */
import type { JWTPayload } from 'jose'
import * as oidc from 'openid-client'
import { reasonOf } from '../../../errors'
import type { ResolvedOidcOptions } from '../options'
import { userInfoOf } from './access-token'
import { boundedFetch } from './fetch'
import type { CodeCredential } from './credential'
import { Auth0Unavailable, CredentialFault, TokenFault } from './errors'
import type { Identity } from './identity'
import { listOf } from './token-rules'

/** Auth0's paths are the same for every tenant, so that nothing has to be discovered. */
function configurationOf(options: ResolvedOidcOptions, issuer: string): oidc.Configuration {
  const { clientId, clientSecret, algorithms, clockToleranceSeconds } = options
  const server = {
    issuer,
    token_endpoint: `${issuer}oauth/token`,
    userinfo_endpoint: userInfoOf(issuer),
    id_token_signing_alg_values_supported: algorithms,
  }
  const client = { [oidc.clockTolerance]: clockToleranceSeconds }
  const authentication = clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(clientSecret)
  const configuration = new oidc.Configuration(server, String(listOf(clientId)[0]), client, authentication)
  configuration[oidc.customFetch] = boundedFetch
  // An issuer may be `http:` on this machine only, for development.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated to make it stand out
  if (issuer.startsWith('http:')) oidc.allowInsecureRequests(configuration)
  return configuration
}

/** Answers that are well-formed, and say something else than they should. */
const mismatches: unknown[] = [
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
]

function isRefusal(thrown: unknown): boolean {
  if (thrown instanceof oidc.WWWAuthenticateChallengeError) return true
  const { code, cause } = thrown as oidc.ClientError
  return mismatches.includes(code) || (cause instanceof Response && cause.status >= 400)
}

/** The messages of openid-client name what is wrong, without quoting it. */
function faultOf(thrown: unknown): Error {
  if (thrown instanceof oidc.ResponseBodyError)
    return new TokenFault(`Auth0 refused it with ${thrown.status}, ${thrown.error}`)
  const { cause } = thrown as Error
  if (cause instanceof Auth0Unavailable) return cause
  return isRefusal(thrown) ? new TokenFault(reasonOf(thrown)) : new Auth0Unavailable(reasonOf(thrown))
}

/**
 * Exchanges an authorization code (RFC 6749, section 4.1.3).
 * @returns an ID token, which is still to be verified
 * @throws {TokenFault | CredentialFault | Auth0Unavailable}
 */
export async function exchangeCode(
  options: ResolvedOidcOptions,
  issuer: string,
  { code, redirect_uri, code_verifier }: CodeCredential,
): Promise<string> {
  const answer = await oidc
    .genericGrantRequest(configurationOf(options, issuer), 'authorization_code', {
      code,
      redirect_uri,
      code_verifier,
    })
    .catch((thrown: unknown) => {
      throw faultOf(thrown)
    })
  if (answer.id_token === undefined)
    throw new CredentialFault('The code gives no ID token: ask Auth0 for it with the scope `openid`.')
  return answer.id_token
}

/**
 * Claims of the user (OIDC Core, section 5.3).
 * @returns undefined where the token was not issued for /userinfo
 * @throws {TokenFault} also when the answer is about another user.
 * @throws {Auth0Unavailable}
 */
export async function requestUserInfo(
  options: ResolvedOidcOptions,
  { issuer, subject, claims }: Identity,
  accessToken: string,
): Promise<JWTPayload | undefined> {
  if (!listOf(claims.aud).includes(userInfoOf(issuer))) return undefined
  return oidc
    .fetchUserInfo(configurationOf(options, issuer), accessToken, subject)
    .catch((thrown: unknown) => {
      throw faultOf(thrown)
    })
}
