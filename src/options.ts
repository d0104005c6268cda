/** Every option once: type, default, documentation and check. docs/configuration.md is generated from here. */
import { z } from 'zod'
import { type OptionProblem, optionsError } from './errors'
import { auth0Options, auth0Problems } from './auth/auth0/options'
import { issuersOptions, issuersProblems } from './auth/issuers/options'
import { backendlessOptions } from './auth/backendless/options'
import { emailOptions } from './adapters/email/options'
import { noticesOptions } from './cloud/notifications/options'
import { isRecord, problemsOf } from './option-kinds'
import { pageProblems } from './pages/options'
import { adapterProblems, parseServerOptions } from './parse/options'
import { dashboardOptions, dashboardProblems, graphqlOptions, pathProblems } from './server/options'

const outboxText = 'expected true, false, or { redisUrl: "redis://…" }'
const outboxInRedis = z.strictObject({ redisUrl: z.url({ protocol: /^rediss?$/ }) })

/** The declaration of all options; `dev/docs.ts` renders it. */
export const accountsOptions = z.strictObject(
  {
    parseServer: parseServerOptions.describe(
      'What one gives to `new ParseServer()`; keys not listed pass through.',
    ),
    email: emailOptions.optional().describe('Sends mail by nodemailer.'),
    outbox: z
      .union([z.boolean(), outboxInRedis], { error: outboxText })
      .default(true)
      .describe(
        'Keeps mails until they are delivered: `true` in the database, `{ redisUrl }` in Redis, `false` not at all; see [e-mail](email.md).',
      ),
    notices: noticesOptions
      .prefault({})
      .describe('Which mails tell users of what happens to their account; see [notices](notices.md).'),
    pendingEmail: z
      .boolean({ error: 'expected true or false' })
      .default(false)
      .describe(
        'Keeps the address of a user until a new one is verified; see [pending e-mail](pending-email.md).',
      ),
    auth0: auth0Options.optional().describe('Sign-in with Auth0; see [Auth0](auth0.md).'),
    oidc: issuersOptions
      .default({})
      .describe(
        'Sign-in with other providers of OpenID Connect, each under its name in `authData`; see [OpenID Connect](oidc.md).',
      ),
    backendless: backendlessOptions
      .optional()
      .describe('Routes for clients of Backendless’ REST API; see [Backendless](backendless.md).'),
    graphql: graphqlOptions.prefault({}).describe('The GraphQL API.'),
    dashboard: dashboardOptions.optional().describe('Parse Dashboard, when `parse-dashboard` is installed.'),
  },
  { error: 'expected an object of options' },
)

/** What `createAccounts` takes. */
export type AccountsOptions = z.input<typeof accountsOptions>
/** The options with their defaults. */
export type ResolvedOptions = z.output<typeof accountsOptions>

/** Rules between options. They look at raw input, so that they speak even when another option is wrong. */
function crossProblems(input: unknown): OptionProblem[] {
  if (!isRecord(input) || !isRecord(input.parseServer)) return []
  const settings = input.parseServer
  const problems: OptionProblem[] = []
  const refuse = (path: string, message: string) => problems.push({ path, message })
  const hasEmail = input.email !== undefined || settings.emailAdapter !== undefined
  if (input.email !== undefined && settings.emailAdapter !== undefined)
    refuse('email', 'expected `email` or `parseServer.emailAdapter`, not both')
  if (settings.verifyUserEmails && !hasEmail)
    refuse('parseServer.verifyUserEmails', 'needs `email` (or `parseServer.emailAdapter`) to send mails with')
  if (input.pendingEmail === true && !(settings.verifyUserEmails && hasEmail))
    refuse(
      'pendingEmail',
      'needs `parseServer.verifyUserEmails`, and `email` (or `parseServer.emailAdapter`) to send mails with',
    )
  if (hasEmail && settings.appName === undefined)
    refuse('parseServer.appName', 'missing: mails and pages name your app')
  for (const key of ['readOnlyMasterKey', 'maintenanceKey'])
    if (settings[key] !== undefined && settings[key] === settings.masterKey)
      refuse(`parseServer.${key}`, 'must differ from masterKey')
  if (input.auth0 !== undefined && isRecord(settings.auth) && settings.auth.auth0 !== undefined)
    refuse('auth0', 'expected `auth0` or `parseServer.auth.auth0`, not both')
  return [
    ...problems,
    ...adapterProblems(settings),
    ...auth0Problems(input.auth0),
    ...issuersProblems(input),
    ...pageProblems(settings.customPages),
    ...pathProblems(input),
    ...dashboardProblems(input.dashboard, settings.readOnlyMasterKey),
  ]
}

/**
 * Checks everything at once and fills in the defaults.
 * @throws {AccountsError} `ERR_OPTIONS`, naming every wrong option and no value.
 */
export function resolveOptions(input: unknown): ResolvedOptions {
  const parsed = accountsOptions.safeParse(input)
  const all = [...problemsOf(parsed.error), ...crossProblems(input)]
  // One option may break several rules at once; one line is enough.
  const first = all.filter(({ path }, index) => all.findIndex((other) => other.path === path) === index)
  if (first.length > 0 || !parsed.data) throw optionsError(first)
  return parsed.data
}
