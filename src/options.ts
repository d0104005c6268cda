/** Every option once: type, default, documentation and check. docs/configuration.md is generated from here. */
import { z } from 'zod'
import { type OptionProblem, optionsError } from './errors'
import { auth0Options, auth0Problems } from './auth/auth0/options'
import { issuersOptions, issuersProblems } from './auth/issuers/options'
import { providerProblems, providersFor } from './auth/presets'
import { backendlessOptions } from './auth/backendless/options'
import { reauthenticationOptions } from './auth/reauthentication/options'
import { sessionsOptions } from './auth/session/options'
import { emailOptions } from './adapters/email/options'
import { auditOptions } from './cloud/audit/options'
import { guardsOptions, guardsProblems } from './cloud/entry/options'
import { operatorsOptions } from './cloud/operators/options'
import { triggersOptions } from './cloud/triggers/options'
import { userDataOptions } from './cloud/users/options'
import { webhooksOptions } from './cloud/webhooks/options'
import { noticesOptions } from './cloud/notifications/options'
import { limitsOptions } from './guards/limits/options'
import { passwordOptions } from './auth/passwords/options'
import { flag, isRecord } from './option-kinds/kinds'
import { problemsOf } from './option-kinds/problems'
import { pageProblems, pagesOptions } from './pages/options'
import {
  adapterProblems,
  misspeltProblems,
  type ParseServerInput,
  parseServerOptions,
  unsetProblems,
} from './parse/options'
import { refusedFindings } from './server/checks/checks'
import { checksOption } from './server/checks/options'
import {
  dashboardOptions,
  dashboardProblems,
  graphqlOptions,
  mountPathOption,
  shutdownOptions,
} from './server/options'
import { endpointProblems, pathProblems } from './server/path-problems'

const redisText =
  'expected the URL of one Redis server, as redis://localhost:6379, or rediss: for TLS; those of Sentinel and Cluster are not supported'
const outboxText = 'expected true, false, or { redisUrl: "redis://…" }'
const outboxInRedis = z.strictObject({
  redisUrl: z
    .url({ protocol: /^rediss?$/, error: 'expected a URL, as redis://localhost:6379' })
    .describe('Where Redis is, as `redis://localhost:6379`.'),
})

/** The declaration of all options; `dev/docs/configuration.ts` renders it. */
export const accountsOptions = z.strictObject(
  {
    parseServer: parseServerOptions.describe(
      'What one gives to `new ParseServer()`; keys not listed pass through to it.',
    ),
    mountPath: mountPathOption,
    email: emailOptions.optional().describe('Sends mail by nodemailer.'),
    redisUrl: z
      .url({ protocol: /^rediss?$/, error: redisText })
      .optional()
      .describe(
        'Where Redis or Valkey is, as `redis://localhost:6379`: what nodes share of their cache, limits, LiveQuery, classes and ended sessions; see [scaling](scaling.md).',
      ),
    outbox: z
      .union([z.boolean(), outboxInRedis], { error: outboxText })
      .default(true)
      .describe(
        'Keeps mails until they are delivered: `true` in the database, `{ redisUrl }` in Redis, `false` not at all; see [e-mail](email.md).',
      ),
    notices: noticesOptions
      .prefault({})
      .describe('Which mails tell users of what happens to their account; see [notices](notices.md).'),
    pendingEmail: flag()
      .default(false)
      .describe(
        'Keeps the address of a user until a new one is verified; see [pending e-mail](pending-email.md).',
      ),
    passwords: passwordOptions
      .prefault({})
      .describe(
        'What passwords have to be, and when the links in mails end; `false` leaves both to Parse Server. See [passwords](passwords.md).',
      ),
    sessions: sessionsOptions
      .prefault({})
      .describe(
        'How long sessions last and how many a user has; `false`: no limits. See [sessions](sessions.md).',
      ),
    reauthentication: reauthenticationOptions
      .optional()
      .describe(
        'Asks for a recent log-in, or the password, before users change how they log in; see [reauthentication](reauthentication.md).',
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
    guards: guardsOptions
      .prefault({})
      .describe('Who may log in and sign up, one line each; see [guards](guards.md).'),
    audit: auditOptions
      .prefault({})
      .describe('Keeps security events in the database; `false` keeps none. See [audit](audit.md).'),
    webhooks: webhooksOptions.describe(
      'Who is told of security events by HTTP, signed and until it is taken; see [webhooks](webhooks.md).',
    ),
    operators: operatorsOptions
      .prefault({})
      .describe('Who may do what operators do, beside the master key; see [operators](operators.md).'),
    userData: userDataOptions
      .prefault({})
      .describe(
        'Functions that delete, or export, a user’s data in your own classes; see [users](users.md).',
      ),
    triggers: triggersOptions
      .prefault({})
      .describe(
        'How long your `beforeLogin`, `afterLogin` and `afterLogout` may take; see [triggers](triggers.md).',
      ),
    limits: limitsOptions
      .prefault({})
      .describe(
        'How often log-ins may fail, and sign-ups and mails be asked for; `false` for no limits. See [limits](limits.md).',
      ),
    pages: pagesOptions
      .prefault({})
      .describe(
        'The pages behind the links in mails; `false` leaves them to Parse Server. See [pages](pages.md).',
      ),
    graphql: graphqlOptions.prefault({}).describe('The GraphQL API.'),
    dashboard: dashboardOptions.optional().describe('Parse Dashboard, when `parse-dashboard` is installed.'),
    headers: flag()
      .default(true)
      .describe('Sets security headers on every answer; see [headers](headers.md).'),
    shutdown: shutdownOptions
      .prefault({})
      .describe(
        'How long `/health` answers 503 before the server ends, so that a proxy sends requests elsewhere; `false` mounts no `/health`. See [many nodes](scaling.md#rolling-restarts).',
      ),
    checks: checksOption,
  },
  { error: 'expected an object of options' },
)

/** What `createAccounts` takes. */
export type AccountsOptions = Omit<z.input<typeof accountsOptions>, 'parseServer'> & {
  parseServer: ParseServerInput
}
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
  return [
    ...problems,
    ...adapterProblems(settings),
    ...misspeltProblems(settings),
    ...unsetProblems(settings),
    ...auth0Problems(input.auth0),
    ...issuersProblems(input.oidc),
    ...guardsProblems(input),
    ...pageProblems(settings.customPages),
    ...pathProblems(input),
    ...dashboardProblems(input.dashboard, settings.readOnlyMasterKey),
  ]
}

/** Rules between options that are right by themselves: whether they get in each other’s way, and what is not safe. */
function betweenOptions(options: ResolvedOptions): OptionProblem[] {
  const providers = providersFor(options)
  return [
    ...providerProblems(providers, options.parseServer.auth),
    ...endpointProblems(options, providers),
    ...refusedFindings(options),
  ]
}

/**
 * Checks everything at once and fills in the defaults.
 * @throws {AccountsError} `ERR_OPTIONS`, naming every wrong option; or, where each by itself is right, every one that
 * collides with another or is not safe (`checks`); and no value.
 */
export function resolveOptions(input: unknown): ResolvedOptions {
  const parsed = accountsOptions.safeParse(input)
  const all = [...problemsOf(accountsOptions, parsed.error), ...crossProblems(input)]
  // One option may break several rules at once; one line is enough.
  const first = all.filter(({ path }, index) => all.findIndex((other) => other.path === path) === index)
  if (first.length > 0 || !parsed.data) throw optionsError(first)
  const refused = betweenOptions(parsed.data)
  if (refused.length > 0) throw optionsError(refused)
  return parsed.data
}
