/** The options of what is mounted beside the REST API: GraphQL and the Dashboard. */
import { z } from 'zod'
import type { OptionProblem } from '../errors'
import { isRecord, orUnset, text } from '../option-kinds/kinds'
import { defaultPath } from '../pages/options'
import { isPublicUrl } from '../parse/options'

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
    pass: orUnset(text('expected a password, or its bcrypt hash')).describe('Password, or its bcrypt hash.'),
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

/** What is mounted beside the API must not lie below it, nor on the same path as something else. */
export function pathProblems({
  parseServer: settings,
  graphql,
  dashboard,
  auth0,
  oidc,
  backendless,
  pages,
  mountPath,
  shutdown,
}: Record<string, unknown>): OptionProblem[] {
  const publicUrl = isRecord(settings) ? settings.publicServerURL : undefined
  const publicPath =
    typeof publicUrl === 'string' && isPublicUrl(publicUrl) ? new URL(publicUrl).pathname : undefined
  const api = typeof mountPath === 'string' ? mountPath : publicPath
  const pathOf = (part: unknown, fallback: string) => (isRecord(part) ? part.path : undefined) ?? fallback
  const graphqlAt = pathOf(graphql, '/graphql')
  const dashboardAt = pathOf(dashboard, '/dashboard')
  const isBelowApi = (path: unknown) => api && `${String(path)}/`.startsWith(`${api.replace(/\/$/, '')}/`)
  const pagesAt = pathOf(pages, defaultPath)
  const isWithin = (base: RegExp) => (path: unknown) => typeof path === 'string' && base.test(path)
  const problems: OptionProblem[] = []
  if (isBelowApi(graphqlAt))
    problems.push({
      path: 'graphql.path',
      message: 'must not lie below the path of the API, that of publicServerURL or mountPath',
    })
  if (dashboard !== undefined && (isBelowApi(dashboardAt) || dashboardAt === graphqlAt))
    problems.push({ path: 'dashboard.path', message: 'must be a path of its own, not below the API' })
  if (pages !== false && (isBelowApi(pagesAt) || [graphqlAt, dashboardAt].includes(pagesAt)))
    problems.push({ path: 'pages.path', message: 'must be a path of its own, not below the API' })
  const paths = [api, graphqlAt, dashboard === undefined ? undefined : dashboardAt]
  if (auth0 !== undefined && paths.some(isWithin(/^\/auth0(\/|$)/i)))
    problems.push({ path: 'auth0', message: 'takes /auth0 for itself: choose other paths' })
  if (shutdown !== false && [...paths, pages === false ? undefined : pagesAt].includes('/health'))
    problems.push({ path: 'shutdown', message: 'takes /health for itself: choose other paths, or `false`' })
  if (oidc !== undefined && paths.some(isWithin(/^\/oidc(\/|$)/i)))
    problems.push({ path: 'oidc', message: 'takes /oidc for itself: choose other paths' })
  if (backendless !== undefined && paths.some(isWithin(/^\/backendless(\/|$)/i)))
    problems.push({ path: 'backendless', message: 'takes /backendless for itself: choose other paths' })
  return problems
}

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
