/** The options of sign-in with Auth0, for `createAccounts` and for the stand-alone adapter. */
import { z } from 'zod'
import { flag, isRecord, orUnset, text } from '../../option-kinds/kinds'
import {
  audienceText,
  isAudienceOfClient,
  isIssuer,
  oidcOptions,
  oneOrMore,
  roleOptions,
  rolesText,
  seconds,
} from '../oidc/options'

const urlOf = (domain: string) => (/^https?:\/\//i.test(domain) ? domain : `https://${domain}`)

/** The issuer of a tenant's tokens: always with a slash at its end, as Auth0 writes it. */
export const issuerOf = (domain: string): string => new URL(urlOf(domain)).href.replace(/\/*$/, '/')

const domainText =
  'expected the host name of an Auth0 tenant, as tenant.eu.auth0.com, or an https: URL of an issuer'
/** Whether it may be one of `domains`. */
export const isDomain = (value: unknown): value is string =>
  typeof value === 'string' && isIssuer(urlOf(value))

const domain = z.string({ error: domainText }).refine(isDomain, { error: domainText })

const actionSecretText = 'expected a list of secrets of 32 bytes or more'
const actionSecret = z
  .string({ error: actionSecretText })
  .refine((secret) => Buffer.byteLength(secret) >= 32, { error: actionSecretText })

const eventSecretText = 'expected a secret of 32 bytes or more'

/** The declaration of `auth0`: that of any provider, and what is Auth0's own. */
export const auth0Options = z.strictObject(
  {
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
    ...oidcOptions,
    organization: oneOrMore('expected the id or the name of an organization, or a list')
      .optional()
      .describe('Organization whose members may sign in, by id (`org_…`) or name, or a list.'),
    roles: z
      .strictObject({ ...roleOptions, prefix: roleOptions.prefix.default('auth0-') }, { error: rolesText })
      .optional()
      .describe('Mirrors a claim to Parse Roles.'),
    actionSecrets: z
      .array(orUnset(actionSecret), { error: actionSecretText })
      .min(1, { error: actionSecretText })
      .optional()
      .describe(
        'Secrets of 32 bytes or more, one of which the Auth0 Action signs with; several while one is being replaced. Mounts `POST /auth0/session`.',
      ),
    actionSessionSeconds: seconds('expected seconds, from 60 to 31536000')
      .min(60, { error: 'expected seconds, from 60 to 31536000' })
      .max(31_536_000, { error: 'expected seconds, from 60 to 31536000' })
      .default(36_000)
      .describe('Life of a session that the Action puts into tokens, in seconds.'),
    eventStream: z
      .strictObject(
        {
          secret: orUnset(
            z
              .string({ error: eventSecretText })
              .refine((secret) => Buffer.byteLength(secret) >= 32, { error: eventSecretText }),
          ).describe('Token of 32 bytes or more, with which Auth0 authenticates itself.'),
          deletesUsers: flag()
            .default(false)
            .describe('Whether the Parse user is deleted with the user at Auth0.'),
        },
        { error: 'expected { secret }' },
      )
      .optional()
      .describe('Follows what becomes of users at Auth0. Mounts `POST /auth0/events`.'),
    rulePassword: text('expected the password that the old rule gave to every user')
      .optional()
      .describe('Password that the old Auth0 rule gave to every user: who has it is adopted at log-in.'),
  },
  { error: 'expected { domain, clientId }' },
)

/** What `auth0` takes. */
export type Auth0Options = z.input<typeof auth0Options>
/** The options with their defaults. */
export type ResolvedAuth0Options = z.output<typeof auth0Options>

const acrText =
  "can't be had together with `actionSecrets`: Actions know no acr, so that each would be refused"

/** Rules between the options of `auth0`, on raw input. */
export function auth0Problems(auth0: unknown): { path: string; message: string }[] {
  if (!isRecord(auth0)) return []
  const problems = []
  if ((auth0.domain === undefined) === (auth0.domains === undefined))
    problems.push({ path: 'auth0.domain', message: 'expected either `domain` or `domains`' })
  if (isAudienceOfClient(auth0)) problems.push({ path: 'auth0.audience', message: audienceText })
  if (auth0.acr !== undefined && auth0.actionSecrets !== undefined)
    problems.push({ path: 'auth0.acr', message: acrText })
  return problems
}
