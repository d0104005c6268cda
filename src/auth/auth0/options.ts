/** The options of sign-in with Auth0, for `createAccounts` and for the stand-alone adapter. */
import { z } from 'zod'
import { isRecord, text } from '../../option-kinds'
import { oidcOptions, seconds } from '../oidc/options'

const actionSecretText = 'expected a list of secrets of 32 bytes or more'
const actionSecret = z
  .string({ error: actionSecretText })
  .refine((secret) => Buffer.byteLength(secret) >= 32, { error: actionSecretText })

/** The declaration of `auth0`: that of any provider, and what is Auth0's own. */
export const auth0Options = z.strictObject(
  {
    ...oidcOptions,
    actionSecrets: z
      .array(actionSecret, { error: actionSecretText })
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

/** Rules between the options of `auth0`, on raw input. */
export function auth0Problems(auth0: unknown): { path: string; message: string }[] {
  if (!isRecord(auth0)) return []
  const problems = []
  if ((auth0.domain === undefined) === (auth0.domains === undefined))
    problems.push({ path: 'auth0.domain', message: 'expected either `domain` or `domains`' })
  if (auth0.audience !== undefined && [auth0.clientId].flat().includes(auth0.audience))
    problems.push({
      path: 'auth0.audience',
      message: 'must differ from clientId: ID tokens would pass for access tokens',
    })
  return problems
}
