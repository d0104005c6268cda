/** The options that all providers of OpenID Connect have. */
import { z } from 'zod'
import { flag, functionOf, orUnset, text } from '../../option-kinds/kinds'

/** The host names of this machine. */
export const loopback = ['localhost', '127.0.0.1', '[::1]']

/** Whether it may be an issuer (OIDC Core, section 2); a plain `http:` one must not leave this machine. */
export function isIssuer(issuer: string): boolean {
  if (!/^https?:\/\/[^\s\\]+$/i.test(issuer) || !URL.canParse(issuer)) return false
  const { protocol, hostname, search, hash, username, pathname } = new URL(issuer)
  const isPlace = !search && !hash && !username && !pathname.includes('//')
  return isPlace && (protocol === 'https:' || loopback.includes(hostname))
}

/** One text, or a list of them. */
export const oneOrMore = (expected: string) =>
  z.union([text(expected), z.array(text(expected)).min(1, { error: expected })], { error: expected })
/** A whole number of seconds. */
export const seconds = (expected: string) => z.int({ error: expected }).min(0, { error: expected })

const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'],
  'EdDSA',
] as const
const algorithmsText = `expected a list of asymmetric algorithms: ${algorithms.join(', ')}`

/** What `mapProfile` may return: fields of the Parse user. */
export type UserProfile = Record<string, unknown>

const mapProfile = functionOf<(claims: Record<string, unknown>) => UserProfile | Promise<UserProfile>>(
  'expected a function that makes fields of a user from claims',
)

const roleCharacters = /^[\w\- ]+$/
const prefixText = 'expected letters, digits, dashes, underscores or spaces, as staff-'

/** What `roles` has; each preset says what its prefix is by default. */
export const roleOptions = {
  claim: text('expected the name of a claim, as https://example.com/roles').describe(
    'Claim that lists the names of a user’s roles, as `https://example.com/roles`; or the path to it, as `realm_access.roles`.',
  ),
  prefix: text(prefixText)
    .regex(roleCharacters, { error: prefixText })
    .describe('What the names of the mirrored Parse Roles begin with. No other role is ever touched.'),
  whenMissing: z
    .enum(['keep', 'none'], { error: "expected 'keep' or 'none'" })
    .default('keep')
    .describe(
      'What a token without the claim says: nothing (`keep`), or that the user has no such roles (`none`), for issuers that leave an empty claim out.',
    ),
}
export const rolesText = 'expected { claim, prefix, whenMissing }'

const scopeText = 'expected a list of scopes, as ["use:api"]'
/** RFC 6749, section 3.3. */
const scope = text(scopeText).regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, { error: scopeText })

/** The declaration of what all providers have. */
export const oidcOptions = {
  clientId: orUnset(oneOrMore('expected the client id of an application, or a list of them')).describe(
    'Client id of your application, or a list: tokens of other applications are refused.',
  ),
  clientSecret: text('expected the client secret of the application')
    .optional()
    .describe('Secret of the (first) application, to exchange a `code`. Applications with PKCE need none.'),
  audience: text('expected the identifier of an API, as https://api.example.com')
    .optional()
    .describe('Identifier of your API at the provider. Needed to take access tokens.'),
  algorithms: z
    .array(z.enum(algorithms, { error: algorithmsText }), { error: algorithmsText })
    .min(1, { error: algorithmsText })
    .default(['RS256'])
    .describe('Signature algorithms that are taken; asymmetric ones only.'),
  clockToleranceSeconds: seconds('expected seconds, from 0 to 300')
    .max(300, { error: 'expected seconds, from 0 to 300' })
    .default(10)
    .describe('Seconds by which the clocks of the provider and this server may differ.'),
  maxTokenAgeSeconds: seconds('expected seconds, 1 or more')
    .min(1, { error: 'expected seconds, 1 or more' })
    .optional()
    .describe('Seconds after its issue when a token is refused, even if it has not expired.'),
  scope: z
    .array(scope, { error: scopeText })
    .min(1, { error: scopeText })
    .optional()
    .describe('Scopes that an access token must have, all of them; others are refused with 403.'),
  amr: z
    .array(text('expected names of methods, as mfa'), { error: 'expected a list, as ["mfa"]' })
    .min(1, { error: 'expected a list, as ["mfa"]' })
    .optional()
    .describe('Authentication methods that a token must name, all of them: `["mfa"]` asks for step-up.'),
  acr: oneOrMore('expected an authentication context class, or a list')
    .optional()
    .describe('Authentication context classes, one of which a token must name.'),
  nonce: flag()
    .default(false)
    .describe('Whether a log-in by ID token needs the `nonce` that it was made for, and works once.'),
  mapProfile: mapProfile
    .optional()
    .describe('Makes the fields of the Parse user from the claims; replaces the default mapping.'),
  onEmailConflict: z
    .enum(['refuse', 'link'], { error: "expected 'refuse' or 'link'" })
    .default('refuse')
    .describe(
      'When another user has the e-mail address: `refuse` the log-in, or `link` the two if the address is verified on both sides.',
    ),
  allowPassword: flag()
    .default(false)
    .describe('Whether a user who has this provider only may set a password for Parse too.'),
}

/** The options of roles with their defaults. */
export interface RoleOptions {
  claim: string
  prefix: string
  whenMissing: 'keep' | 'none'
}

/** The options with their defaults. */
export type ResolvedOidcOptions = z.output<z.ZodObject<typeof oidcOptions>> & {
  roles?: RoleOptions | undefined
}

/** What an access token is told from an ID token by. */
export const audienceText = 'must differ from clientId: ID tokens would pass for access tokens'
/** Whether the two could not be told apart. On raw input. */
export const isAudienceOfClient = ({ audience, clientId }: Record<string, unknown>): boolean =>
  audience !== undefined && [clientId].flat().includes(audience)
