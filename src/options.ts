/** Every option once: type, default, documentation and check. docs/configuration.md is generated from here. */
import { z } from 'zod'
import { auth0Options } from './options/auth0'
import { backendlessOptions } from './options/backendless'
import { emailOptions } from './options/email'
import { noticesOptions } from './options/notices'
import { anyFunction, text } from './options/values'

/** The API has a path of its own (`/parse`): at `/` it would answer every request of the host. */
export function isPublicUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, pathname, search, hash, username } = new URL(value)
  return /^https?:$/.test(protocol) && /^(\/[\w.~-]+)+\/?$/.test(pathname) && !search && !hash && !username
}

const publicUrl = z.string().refine(isPublicUrl)
const path = (expected: string) =>
  z.string({ error: expected }).regex(/^(\/[A-Za-z0-9_.~-]+)+$/, { error: expected })

const databaseUri = text('expected a PostgreSQL or MongoDB URL, as postgres://… or mongodb://…').regex(
  /^(postgres(ql)?|mongodb(\+srv)?):\/\//,
  { error: 'expected a PostgreSQL or MongoDB URL, as postgres://… or mongodb://…' },
)

const lockout = z.looseObject(
  {
    duration: z
      .number({ error: 'expected minutes, more than 0 and less than 100000' })
      .gt(0, { error: 'expected minutes, more than 0 and less than 100000' })
      .lt(100_000, { error: 'expected minutes, more than 0 and less than 100000' })
      .describe('Minutes that an account stays locked.'),
    threshold: z
      .int({ error: 'expected a whole number from 1 to 999' })
      .min(1, { error: 'expected a whole number from 1 to 999' })
      .max(999, { error: 'expected a whole number from 1 to 999' })
      .describe('Failed log-ins that lock an account.'),
  },
  { error: 'expected { duration: minutes, threshold: attempts }' },
)

const appIdText =
  'expected letters, digits, dots, dashes or underscores: the id stands in the links of e-mails'
const keyText = 'expected a non-empty string, or a function that returns one'
const publicUrlText =
  'expected the URL under which clients reach the API, with its path, as https://api.example.com/parse'

const parseServer = z.looseObject(
  {
    appId: text(appIdText)
      .regex(/^[A-Za-z0-9._-]+$/, { error: appIdText })
      .describe('Id of your app, which clients send as `X-Parse-Application-Id`.'),
    masterKey: z
      .union([z.string().min(1), anyFunction], { error: keyText })
      .describe('Key that passes every access check; keep it on servers. A function may return it.'),
    publicServerURL: z
      .union([publicUrl, anyFunction], { error: publicUrlText })
      .describe(
        'URL under which clients reach the API. Its path is where the API is mounted; the links in e-mails begin with it. A function may return it.',
      ),
    databaseURI: databaseUri
      .optional()
      .describe("PostgreSQL or MongoDB URL. Default: Parse Server's own, `mongodb://localhost:27017/parse`."),
    databaseAdapter: z
      .unknown()
      .optional()
      .describe(
        'Your own `PostgresStorageAdapter` or `MongoStorageAdapter`, in place of `databaseURI` and its options. It is closed with the accounts.',
      ),
    appName: text('expected the name of your app, as people know it')
      .optional()
      .describe('Name of your app in e-mails and on pages. Needed when e-mail is used.'),
    accountLockout: lockout.optional().describe('Locks an account after failed log-ins.'),
    customPages: z
      .looseObject({}, { error: 'expected an object of page names and URLs' })
      .optional()
      .describe('URLs of your own pages for the links in e-mails; see [custom pages](custom-pages.md).'),
    emailAdapter: z.unknown().optional().describe('Any Parse e-mail adapter. Use it or `email`, not both.'),
    auth: z
      .record(z.string(), z.unknown(), { error: 'expected an object of providers' })
      .optional()
      .describe('Auth providers, by name. A provider that is not listed here is refused.'),
    cloud: z
      .union([z.string().min(1), anyFunction], {
        error: 'expected a file name, or a function that gets Parse',
      })
      .optional()
      .describe(
        'Your Cloud Code: a function that gets `Parse`, a file (relative to the folder of the process), or a package.',
      ),
  },
  { error: 'expected the options that one gives to `new ParseServer()`' },
)

const graphqlPath = 'expected a path such as /graphql'
const graphql = z.strictObject(
  {
    path: path(graphqlPath).default('/graphql').describe('Path of the GraphQL API.'),
    publicIntrospection: z
      .boolean({ error: 'expected true or false' })
      .default(false)
      .describe('Lets everybody read the schema; otherwise only the master key does.'),
  },
  { error: 'expected { path, publicIntrospection }' },
)

const dashboardUser = z.looseObject(
  {
    user: text('expected a user name').describe('User name.'),
    pass: text('expected a password, or its bcrypt hash').describe('Password, or its bcrypt hash.'),
  },
  { error: 'expected { user, pass }' },
)

const dashboard = z.strictObject(
  {
    users: z
      .array(dashboardUser, { error: 'expected a list of { user, pass }' })
      .min(1, { error: 'expected at least one { user, pass }: the Dashboard holds the master key' })
      .describe('Who may log in to the Dashboard. Either all passwords are bcrypt hashes or none is.'),
    path: path('expected a path such as /dashboard').default('/dashboard').describe('Path of the Dashboard.'),
    allowInsecureHTTP: z
      .boolean({ error: 'expected true or false' })
      .default(false)
      .describe('Lets the Dashboard be used over plain HTTP from other machines. For trusted networks only.'),
    cookieSessionSecret: text('expected a non-empty string')
      .optional()
      .describe('Secret that signs the Dashboard’s cookies. Default: a new one at every start.'),
  },
  { error: 'expected { users: [{ user, pass }] }' },
)

const outboxText = 'expected true, false, or { redisUrl: "redis://…" }'
const outboxInRedis = z.strictObject({ redisUrl: z.url({ protocol: /^rediss?$/ }) })

/** The declaration of all options; `dev/docs.ts` renders it. */
export const accountsOptions = z.strictObject(
  {
    parseServer: parseServer.describe('What one gives to `new ParseServer()`; keys not listed pass through.'),
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
    backendless: backendlessOptions
      .optional()
      .describe('Routes for clients of Backendless’ REST API; see [Backendless](backendless.md).'),
    graphql: graphql.prefault({}).describe('The GraphQL API.'),
    dashboard: dashboard.optional().describe('Parse Dashboard, when `parse-dashboard` is installed.'),
  },
  { error: 'expected an object of options' },
)

/** What `createAccounts` takes. */
export type AccountsOptions = z.input<typeof accountsOptions>
/** What `new ParseServer()` takes, with the parts that this package checks. */
export type ParseServerSettings = AccountsOptions['parseServer']
/** The options with their defaults. */
export type ResolvedOptions = z.output<typeof accountsOptions>
