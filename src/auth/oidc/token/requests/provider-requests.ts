/** What this server asks a provider for on behalf of a user: the ID token of a code, and the claims of /userinfo. */
import type { JWTPayload } from 'jose'
import type { EndpointsOf, Provider } from '../../provider'
import type { CodeCredential } from '../credential'
import type { Identity } from '../identity'
import { CredentialFault } from '../errors'
import { configurationOf, requestFault } from './client'
import { openidClient } from '../../../../parse/libraries'

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
    throw requestFault(title, thrown)
  }
  return {
    exchangeCode: async ({ code, redirect_uri, code_verifier }) => {
      const configuration = configurationOf(provider, issuers[0], await endpointsOf(issuers[0]))
      const grant = { code, redirect_uri, code_verifier }
      const { id_token } = await openidClient()
        .genericGrantRequest(configuration, 'authorization_code', grant)
        .catch(refuse)
      if (id_token === undefined)
        throw new CredentialFault(
          `The code gives no ID token: ask ${title} for it with the scope \`openid\`.`,
        )
      return id_token
    },
    requestUserInfo: async (identity, accessToken) => {
      // An ID token opens nothing, whatever it says.
      if (identity.kind !== 'access' || !isForUserInfo(identity)) return undefined
      const { issuer, subject } = identity
      const endpoints = await endpointsOf(issuer)
      if (endpoints.userInfo === undefined) return undefined
      const configuration = configurationOf(provider, issuer, endpoints)
      return openidClient().fetchUserInfo(configuration, accessToken, subject).catch(refuse)
    },
  }
}
