/** The options of sign-in with issuers of OpenID Connect, by name. */
import { z } from 'zod'
import type { OptionProblem } from '../../errors'
import { isRecord, orUnset } from '../../option-kinds/kinds'
import {
  audienceText,
  isAudienceOfClient,
  isIssuer,
  oidcOptions,
  roleOptions,
  rolesText,
} from '../oidc/options'

const issuerText =
  'expected the URL of an issuer, as https://sso.example.com/realms/staff, exactly as it stands in its tokens'

const issuer = z.strictObject(
  {
    issuer: orUnset(z.string({ error: issuerText }).refine(isIssuer, { error: issuerText })).describe(
      'URL of the issuer, exactly as in its tokens (`iss`): `https://sso.example.com/realms/staff` of Keycloak, `https://login.microsoftonline.com/<tenant>/v2.0` of Entra. Plain `http:` for this machine only.',
    ),
    ...oidcOptions,
    roles: z
      .strictObject(
        {
          ...roleOptions,
          prefix: roleOptions.prefix
            .optional()
            .describe(
              'What the names of the mirrored Parse Roles begin with. No other role is ever touched. Default: the name of the provider and a dash.',
            ),
        },
        { error: rolesText },
      )
      .optional()
      .describe('Mirrors a claim to Parse Roles.'),
  },
  { error: 'expected { issuer, clientId }' },
)

/** The declaration of `oidc`. */
export const issuersOptions = z.record(z.string(), issuer, {
  error: 'expected an object of providers, as { keycloak: { issuer, clientId } }',
})

/** What one provider in `oidc` takes. */
export type OidcOptions = z.input<typeof issuer>
/** The options with their defaults. */
export type ResolvedIssuerOptions = z.output<typeof issuer>

/** Parse Server makes names of columns and indexes from it, which PostgreSQL cuts at 63 characters. */
const nameForm = /^[a-zA-Z]\w{0,31}$/
/** What Parse Server itself keeps under such a name, and what every object has. */
const reserved = ['anonymous', 'mfa', 'password', 'masterkey']

function nameProblem(name: string): string | undefined {
  if (!nameForm.test(name)) return 'expected a name of letters, digits and _, 32 at most, the first a letter'
  return reserved.includes(name) || name in {} ? 'this name is reserved: choose another' : undefined
}

/** Rules for each of `oidc`, on raw input; `auth/presets.ts` has those between providers. */
export function issuersProblems(oidc: unknown): OptionProblem[] {
  if (!isRecord(oidc)) return []
  return Object.entries(oidc).flatMap(([name, given]) => {
    const path = `oidc.${name}`
    const wrongName = nameProblem(name)
    return [
      ...(wrongName === undefined ? [] : [{ path, message: wrongName }]),
      ...(isRecord(given) && isAudienceOfClient(given)
        ? [{ path: `${path}.audience`, message: audienceText }]
        : []),
    ]
  })
}
