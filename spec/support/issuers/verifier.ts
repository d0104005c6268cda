/** The verifier of any issuer's credentials as specs need it: for a tenant on loopback that describes itself. */
import { issuersOptions, type OidcOptions } from '../../../src/auth/issuers/options'
import { issuerProvider } from '../../../src/auth/issuers/provider'
import { createVerifier, type Verifier } from '../../../src/auth/oidc/token/verifier'
import { createClaims } from '../auth0-verifier'
import type { Tenant } from '../tenant'

/** For `startHost({ oidc: { … } })`. */
export const optionsOf = ({ issuer, clientId, audience }: Tenant) => ({ issuer, clientId, audience })

export function issuerVerifierFor(
  tenant: Tenant,
  options: Partial<OidcOptions> = {},
  now?: () => number,
): Verifier {
  const { spec } = issuersOptions.parse({ spec: { ...optionsOf(tenant), ...options } })
  return createVerifier(issuerProvider('spec', spec!), createClaims(), now)
}
