/** What this server asks a provider for on behalf of a user: the ID token of a code, and the claims of /userinfo. */
import type { JWTPayload } from 'jose'
import * as oidc from 'openid-client'
import { reasonOf } from '../../../../errors'
import type { Endpoints, EndpointsOf, Provider } from '../../provider'
import type { CodeCredential } from '../credential'
import type { Identity } from '../identity'
import { CredentialFault, ProviderUnavailable, TokenFault } from '../errors'
import { listOf } from '../token-rules'
import { boundedFetch } from './fetch'

function configurationOf({ options }: Provider, issuer: string, endpoints: Endpoints): oidc.Configuration {
  const { clientId, clientSecret, algorithms, clockToleranceSeconds } = options
  const { token, userInfo } = endpoints
  const server = {
    issuer,
    ...(token !== undefined && { token_endpoint: token }),
    ...(userInfo !== undefined && { userinfo_endpoint: userInfo }),
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
function faultOf(title: string, thrown: unknown): Error {
  if (thrown instanceof oidc.ResponseBodyError)
    return new TokenFault(`${title} refused it with ${thrown.status}, ${thrown.error}`)
  const { cause } = thrown as Error
  if (cause instanceof ProviderUnavailable) return cause
  return isRefusal(thrown) ? new TokenFault(reasonOf(thrown)) : new ProviderUnavailable(reasonOf(thrown))
}

/** The requests to one provider. */
interface ProviderRequests {
  /**
   * Exchanges an authorization code (RFC 6749, section 4.1.3) at the first of its issuers.
   * @returns an ID token, which is still to be verified
   * @throws {TokenFault | CredentialFault | ProviderUnavailable}
   */
  exchangeCode: (credential: CodeCredential) => Promise<string>
  /**
   * Claims of the user (OIDC Core, section 5.3).
   * @returns undefined where the token was not issued for /userinfo
   * @throws {TokenFault} also when the answer is about another user.
   * @throws {ProviderUnavailable}
   */
  requestUserInfo: (identity: Identity, accessToken: string) => Promise<JWTPayload | undefined>
}

export function createRequests(provider: Provider, endpointsOf: EndpointsOf): ProviderRequests {
  const { title, issuers, isForUserInfo } = provider
  const refuse = (thrown: unknown): never => {
    throw faultOf(title, thrown)
  }
  return {
    exchangeCode: async ({ code, redirect_uri, code_verifier }) => {
      const configuration = configurationOf(provider, issuers[0], await endpointsOf(issuers[0]))
      const grant = { code, redirect_uri, code_verifier }
      const { id_token } = await oidc
        .genericGrantRequest(configuration, 'authorization_code', grant)
        .catch(refuse)
      if (id_token === undefined)
        throw new CredentialFault(
          `The code gives no ID token: ask ${title} for it with the scope \`openid\`.`,
        )
      return id_token
    },
    requestUserInfo: async (identity, accessToken) => {
      if (!isForUserInfo(identity)) return undefined
      const { issuer, subject } = identity
      const endpoints = await endpointsOf(issuer)
      if (endpoints.userInfo === undefined) return undefined
      const configuration = configurationOf(provider, issuer, endpoints)
      return oidc.fetchUserInfo(configuration, accessToken, subject).catch(refuse)
    },
  }
}
