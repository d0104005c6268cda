/** The options of sign-in with issuers of OpenID Connect, by name. */
import { z } from 'zod'
import type { OptionProblem } from '../../errors'
import { isRecord, orUnset } from '../../option-kinds/kinds'
import { isDomain, issuerOf } from '../auth0/options'
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
const reserved = ['anonymous', 'auth0', 'mfa', 'password', 'masterkey']

function nameProblem(name: string, taken: unknown): string | undefined {
  if (!nameForm.test(name)) return 'expected a name of letters, digits and _, 32 at most, the first a letter'
  if (reserved.includes(name) || name in {}) return 'this name is reserved: choose another'
  if (isRecord(taken) && Object.hasOwn(taken, name))
    return `expected \`oidc.${name}\` or \`parseServer.auth.${name}\`, not both`
  return undefined
}

/** A provider as far as others may collide with it. */
interface Outline {
  path: string
  /** Issuer and audience. */
  tokens: string[]
  prefix: string | undefined
}

function outlineOf(path: string, issuers: unknown[], given: Record<string, unknown>, name: string): Outline {
  const { audience = null, roles } = given
  const { prefix = `${name}-` } = isRecord(roles) ? roles : {}
  return {
    path,
    tokens: issuers.map((each) => JSON.stringify([each, audience])),
    prefix: isRecord(roles) ? String(prefix) : undefined,
  }
}

function auth0Outline(auth0: Record<string, unknown>): Outline {
  const domains: unknown[] = [auth0.domains ?? auth0.domain].flat()
  return outlineOf('auth0', domains.filter(isDomain).map(issuerOf), auth0, 'auth0')
}

/** Roles of one would be taken away by the other. */
const overlap = ({ prefix: one }: Outline, { prefix: other }: Outline) =>
  one !== undefined && other !== undefined && (one.startsWith(other) || other.startsWith(one))

/** What is wrong between two of them: tokens would be of both, or roles. */
function collisions(outlines: Outline[]): OptionProblem[] {
  return outlines.flatMap((outline, index) => {
    const others = outlines.slice(0, index)
    const same = others.find(({ tokens }) => tokens.some((each) => outline.tokens.includes(each)))
    const near = others.find((other) => overlap(outline, other))
    return [
      ...(same
        ? [{ path: `${outline.path}.issuer`, message: `has the issuer and the audience of ${same.path}` }]
        : []),
      ...(near
        ? [{ path: `${outline.path}.roles.prefix`, message: `must not begin as that of ${near.path} does` }]
        : []),
    ]
  })
}

/** Rules between the options of `oidc`, and with those of `auth0` and of `parseServer.auth`, on raw input. */
export function issuersProblems({ oidc, auth0, parseServer }: Record<string, unknown>): OptionProblem[] {
  if (!isRecord(oidc)) return []
  const taken = isRecord(parseServer) ? parseServer.auth : undefined
  const problems: OptionProblem[] = []
  const outlines = isRecord(auth0) ? [auth0Outline(auth0)] : []
  for (const [name, given] of Object.entries(oidc)) {
    const path = `oidc.${name}`
    const problem = nameProblem(name, taken)
    if (problem !== undefined) problems.push({ path, message: problem })
    if (!isRecord(given)) continue
    if (isAudienceOfClient(given)) problems.push({ path: `${path}.audience`, message: audienceText })
    outlines.push(outlineOf(path, [given.issuer], given, name))
  }
  return [...problems, ...collisions(outlines)]
}
