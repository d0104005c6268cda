/** Where an issuer has its endpoints, as it says itself (OpenID Connect Discovery 1.0, section 4). */
import { z } from 'zod'
import type { Endpoints } from '../../provider'
import { loopback } from '../../options'
import { ProviderUnavailable } from '../errors'
import { boundedFetch } from './fetch'
import { remember } from './remembered'

/** Shorter than that of the keys, which are asked for by this: no attempt of theirs is spent on an old failure. */
const coolDownMs = 10_000

const metadata = z.object({
  issuer: z.string(),
  jwks_uri: z.string(),
  authorization_endpoint: z.string().optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
  claims_supported: z.array(z.unknown()).optional().catch(undefined),
  token_endpoint: z.string().optional(),
  userinfo_endpoint: z.string().optional(),
  end_session_endpoint: z.string().optional(),
})

/** The path of an issuer stays; a slash at its end doesn't. */
const addressOf = (issuer: string) => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/** Plain `http:` only where the issuer is on this machine too: no other one has anything to ask there. */
function isUsable(issuer: string, endpoint: string): boolean {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  const isLoopback = loopback.includes(url?.hostname ?? '')
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback && issuer.startsWith('http:'))
}

function verifyEndpoint(issuer: string, endpoint: string | undefined): string | undefined {
  if (endpoint !== undefined && !isUsable(issuer, endpoint))
    throw new ProviderUnavailable('its configuration names an address that is not https:')
  return endpoint
}

async function discover(issuer: string): Promise<Endpoints> {
  const response = await boundedFetch(addressOf(issuer))
  if (response.status !== 200)
    throw new ProviderUnavailable(`its configuration was answered with ${response.status}`)
  const { data } = metadata.safeParse(await response.json().catch(() => undefined))
  if (!data) throw new ProviderUnavailable('its configuration could not be read')
  // Section 4.3: another issuer's configuration would have tokens of that one taken for tokens of this one.
  if (data.issuer !== issuer) throw new ProviderUnavailable('its configuration is that of another issuer')
  const { end_session_endpoint: endSession } = data
  return {
    jwks: String(verifyEndpoint(issuer, data.jwks_uri)),
    authorization: verifyEndpoint(issuer, data.authorization_endpoint),
    namesIssuer: data.authorization_response_iss_parameter_supported,
    datesSignIns: data.claims_supported?.includes('auth_time') ?? true,
    token: verifyEndpoint(issuer, data.token_endpoint),
    userInfo: verifyEndpoint(issuer, data.userinfo_endpoint),
    // Nobody is kept from signing in by it.
    endSession: endSession !== undefined && isUsable(issuer, endSession) ? endSession : undefined,
  }
}

/**
 * Asks when endpoints are first needed, and anew as `remember` has it; after a failure, 10 seconds later at the
 * earliest.
 * @param now milliseconds of a clock that only goes on
 * @returns the endpoints; rejects with ProviderUnavailable
 */
export function createDiscovery(issuer: string, now?: () => number): () => Promise<Endpoints> {
  const { current, failure } = remember(() => discover(issuer), coolDownMs, now)
  return async () => {
    const endpoints = await current()
    if (!endpoints) throw new ProviderUnavailable(failure())
    return endpoints
  }
}
