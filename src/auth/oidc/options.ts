/** The options of sign-in with an OpenID Connect provider. */
import { z } from 'zod'
import { text } from '../../option-kinds'

const loopback = ['localhost', '127.0.0.1', '[::1]']

/** The issuer of a tenant's tokens: always with a slash at its end, as Auth0 writes it. */
export const issuerOf = (domain: string): string =>
  new URL(/^https?:\/\//i.test(domain) ? domain : `https://${domain}`).href.replace(/\/*$/, '/')

/** A host name or an issuer's URL; a plain `http:` one must not leave this machine. */
function isDomain(domain: string): boolean {
  const url = /^https?:\/\//i.test(domain) ? domain : `https://${domain}`
  if (!URL.canParse(url)) return false
  const { protocol, hostname, search, hash, username, pathname } = new URL(url)
  const isIssuer = !search && !hash && !username && !/[\s\\]/.test(domain)
  return isIssuer && (protocol === 'https:' || loopback.includes(hostname)) && !pathname.includes('//')
}

const domainText =
  'expected the host name of an Auth0 tenant, as tenant.eu.auth0.com, or an https: URL of an issuer'
const domain = z.string({ error: domainText }).refine(isDomain, { error: domainText })

const oneOrMore = (expected: string) =>
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

const mapProfile = z
  .custom<(claims: Record<string, unknown>) => UserProfile | Promise<UserProfile>>(
    (value) => typeof value === 'function',
    {
      error: 'expected a function that makes fields of a user from claims',
    },
  )
  .meta({ type: 'function' })

const roleCharacters = /^[\w\- ]+$/
const prefixText = 'expected letters, digits, dashes, underscores or spaces, as auth0-'
const roles = z.strictObject(
  {
    claim: text('expected the name of a claim, as https://example.com/roles').describe(
      'Claim that lists the names of a user’s roles, as `https://example.com/roles`.',
    ),
    prefix: text(prefixText)
      .regex(roleCharacters, { error: prefixText })
      .default('auth0-')
      .describe('What the names of the mirrored Parse Roles begin with. No other role is ever touched.'),
  },
  { error: 'expected { claim, prefix }' },
)

const scopeText = 'expected a list of scopes, as ["use:api"]'
/** RFC 6749, section 3.3. */
const scope = text(scopeText).regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, { error: scopeText })

/** The declaration of what all providers have. */
export const oidcOptions = {
  domain: domain
    .optional()
    .describe(
      'Host name of the tenant, as `tenant.eu.auth0.com`, or the URL of an issuer. Plain `http:` for this machine only.',
    ),
  domains: z
    .array(domain, { error: 'expected a list of domains' })
    .min(1, { error: 'expected at least one domain' })
    .optional()
    .describe('In place of `domain`: all domains of one tenant, its custom domains included.'),
  clientId: oneOrMore('expected the client id of an application, or a list of them').describe(
    'Client id of your Auth0 application, or a list: tokens of other applications are refused.',
  ),
  clientSecret: text('expected the client secret of the application')
    .optional()
    .describe('Secret of the (first) application, to exchange a `code`. Applications with PKCE need none.'),
  audience: text('expected the identifier of an API, as https://api.example.com')
    .optional()
    .describe('Identifier of your API at Auth0. Needed to take access tokens.'),
  algorithms: z
    .array(z.enum(algorithms, { error: algorithmsText }), { error: algorithmsText })
    .min(1, { error: algorithmsText })
    .default(['RS256'])
    .describe('Signature algorithms that are taken; asymmetric ones only.'),
  clockToleranceSeconds: seconds('expected seconds, from 0 to 300')
    .max(300, { error: 'expected seconds, from 0 to 300' })
    .default(10)
    .describe('Seconds by which the clocks of Auth0 and this server may differ.'),
  maxTokenAgeSeconds: seconds('expected seconds, 1 or more')
    .min(1, { error: 'expected seconds, 1 or more' })
    .optional()
    .describe('Seconds after its issue when a token is refused, even if it has not expired.'),
  scope: z
    .array(scope, { error: scopeText })
    .min(1, { error: scopeText })
    .optional()
    .describe('Scopes that an access token must have, all of them; others are refused with 403.'),
  organization: oneOrMore('expected the id or the name of an organization, or a list')
    .optional()
    .describe('Organization whose members may sign in, by id (`org_…`) or name, or a list.'),
  amr: z
    .array(text('expected names of methods, as mfa'), { error: 'expected a list, as ["mfa"]' })
    .min(1, { error: 'expected a list, as ["mfa"]' })
    .optional()
    .describe('Authentication methods that a token must name, all of them: `["mfa"]` asks for step-up.'),
  acr: oneOrMore('expected an authentication context class, or a list')
    .optional()
    .describe('Authentication context classes, one of which a token must name.'),
  nonce: z
    .boolean({ error: 'expected true or false' })
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
  roles: roles.optional().describe('Mirrors a claim to Parse Roles.'),
  allowPassword: z
    .boolean({ error: 'expected true or false' })
    .default(false)
    .describe('Whether a user who has Auth0 only may set a password for Parse too.'),
}

/** The options with their defaults. */
export type ResolvedOidcOptions = z.output<z.ZodObject<typeof oidcOptions>>
