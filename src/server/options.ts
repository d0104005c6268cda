/** The options of what is mounted beside the REST API: GraphQL and the Dashboard. */
import { z } from 'zod'
import type { OptionProblem } from '../errors'
import { flag, isRecord, orUnset, text } from '../option-kinds/kinds'

const path = (expected: string) =>
  z.string({ error: expected }).regex(/^(\/[A-Za-z0-9_.~-]+)+$/, { error: expected })

/** The declaration of `mountPath`. */
export const mountPathOption = path('expected a path such as /parse')
  .optional()
  .describe(
    'Path of the API in your app, where it is not the path of `publicServerURL`: behind a proxy that takes a prefix away, or in an app below another; see [REST](rest.md#below-a-prefix).',
  )

const graphqlPath = 'expected a path such as /graphql'
/** The declaration of `graphql`. */
export const graphqlOptions = z.strictObject(
  {
    path: path(graphqlPath).default('/graphql').describe('Path of the GraphQL API.'),
    publicIntrospection: flag()
      .default(false)
      .describe('Lets everybody read the schema; otherwise only the master key does.'),
  },
  { error: 'expected { path, publicIntrospection }' },
)

const dashboardUser = z.looseObject(
  {
    user: text('expected a user name').describe('User name.'),
    pass: orUnset(text('expected a password, or its bcrypt hash')).describe('Password, or its bcrypt hash.'),
    readOnly: flag()
      .optional()
      .describe('Gives the read-only master key: `parseServer.readOnlyMasterKey` has to be set.'),
  },
  { error: 'expected { user, pass }' },
)

/** The declaration of `dashboard`. */
export const dashboardOptions = z.strictObject(
  {
    users: z
      .array(dashboardUser, { error: 'expected a list of { user, pass }' })
      .min(1, { error: 'expected at least one { user, pass }: the Dashboard holds the master key' })
      .describe('Who may log in to the Dashboard. Either all passwords are bcrypt hashes or none is.'),
    path: path('expected a path such as /dashboard').default('/dashboard').describe('Path of the Dashboard.'),
    allowInsecureHTTP: flag()
      .default(false)
      .describe('Lets the Dashboard be used over plain HTTP from other machines. For trusted networks only.'),
    cookieSessionSecret: text('expected a non-empty string')
      .optional()
      .describe('Secret that signs the Dashboard’s cookies. Default: a new one at every start.'),
  },
  { error: 'expected { users: [{ user, pass }] }' },
)

const drainText = 'expected seconds, from 0 to 300'
/** The declaration of `shutdown`. */
export const shutdownOptions = z.union(
  [
    z.literal(false),
    z.strictObject({
      drainSeconds: z
        .number({ error: drainText })
        .min(0, { error: drainText })
        .max(300, { error: drainText })
        .default(5)
        .describe(
          'Seconds for which a server that is told to end says so at `/health`, and still answers: as long as your proxy takes to see it.',
        ),
    }),
  ],
  { error: 'expected { drainSeconds: 5 }, or false' },
)

/** With their defaults. */
export type ShutdownOptions = z.output<typeof shutdownOptions>
export type GraphQLOptions = z.output<typeof graphqlOptions>
export type DashboardOptions = z.output<typeof dashboardOptions>

/** Whether a Dashboard password is given as its bcrypt hash. */
export const isPasswordHash = (pass: unknown) => typeof pass === 'string' && /^\$2[aby]\$\d\d\$/.test(pass)

const isReadOnly = (user: unknown) => isRecord(user) && user.readOnly === true

/** Rules for the users of the Dashboard. */
export function dashboardProblems(dashboard: unknown, readOnlyMasterKey: unknown): OptionProblem[] {
  if (!isRecord(dashboard) || !Array.isArray(dashboard.users)) return []
  const { users } = dashboard
  const problems: OptionProblem[] = []
  const hashed = users.filter((user) => isRecord(user) && isPasswordHash(user.pass)).length
  if (hashed > 0 && hashed < users.length)
    problems.push({
      path: 'dashboard.users',
      message: 'expected bcrypt hashes for all passwords, or for none',
    })
  if (users.some(isReadOnly) && !readOnlyMasterKey)
    problems.push({ path: 'parseServer.readOnlyMasterKey', message: 'missing: a Dashboard user is readOnly' })
  return problems
}
