/** A provider as openid-client knows it, and what is made of its faults. */
import type * as oidc from 'openid-client'
import { reasonOf } from '../../../../errors'
import type { Endpoints, Provider } from '../../provider'
import { ProviderUnavailable, TokenFault } from '../errors'
import { listOf } from '../token-rules'
import { boundedFetch } from './fetch'
import { openidClient } from '../../../../parse/libraries'

export function configurationOf(
  { options }: Provider,
  issuer: string,
  endpoints: Endpoints,
): oidc.Configuration {
  const { clientId, clientSecret, algorithms, clockToleranceSeconds } = options
  const { authorization, token, userInfo, endSession, namesIssuer } = endpoints
  const server = {
    issuer,
    ...(authorization !== undefined && { authorization_endpoint: authorization }),
    ...(token !== undefined && { token_endpoint: token }),
    ...(userInfo !== undefined && { userinfo_endpoint: userInfo }),
    ...(endSession !== undefined && { end_session_endpoint: endSession }),
    id_token_signing_alg_values_supported: algorithms,
    authorization_response_iss_parameter_supported: namesIssuer === true,
  }
  const library = openidClient()
  const client = { [library.clockTolerance]: clockToleranceSeconds }
  const authentication = clientSecret === undefined ? library.None() : library.ClientSecretPost(clientSecret)
  const configuration = new library.Configuration(server, String(listOf(clientId)[0]), client, authentication)
  configuration[library.customFetch] = boundedFetch
  // An issuer may be `http:` on this machine only, for development.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated to make it stand out
  if (issuer.startsWith('http:')) library.allowInsecureRequests(configuration)
  return configuration
}

/** Answers that are well-formed, and say something else than they should. */
const mismatches: unknown[] = [
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
]

function isRefusal(thrown: unknown): boolean {
  if (thrown instanceof openidClient().WWWAuthenticateChallengeError) return true
  const { code, cause } = thrown as oidc.ClientError
  return mismatches.includes(code) || (cause instanceof Response && cause.status >= 400)
}

/** The messages of openid-client name what is wrong, without quoting it. */
export function requestFault(title: string, thrown: unknown): Error {
  if (thrown instanceof openidClient().ResponseBodyError)
    return new TokenFault(`${title} refused it with ${thrown.status}, ${thrown.error}`)
  const { cause } = thrown as Error
  if (cause instanceof ProviderUnavailable) return cause
  return isRefusal(thrown) ? new TokenFault(reasonOf(thrown)) : new ProviderUnavailable(reasonOf(thrown))
}
