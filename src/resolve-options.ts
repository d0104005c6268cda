/** Checks the options: each one as it is declared, and the rules between them. */
import { type OptionProblem, optionsError } from './errors'
import { accountsOptions, isPublicUrl, type ResolvedOptions } from './options'
import { auth0Problems } from './options/auth0'
import { problemsOf } from './options/problems'
import { customPageNames } from './pages/custom-pages'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** What is mounted beside the API must not lie below it, nor on the same path as something else. */
function pathProblems({
  parseServer: settings,
  graphql,
  dashboard,
  auth0,
  backendless,
}: Record<string, unknown>): OptionProblem[] {
  const publicUrl = isRecord(settings) ? settings.publicServerURL : undefined
  const api =
    typeof publicUrl === 'string' && isPublicUrl(publicUrl) ? new URL(publicUrl).pathname : undefined
  const pathOf = (part: unknown, fallback: string) => (isRecord(part) ? part.path : undefined) ?? fallback
  const graphqlAt = pathOf(graphql, '/graphql')
  const dashboardAt = pathOf(dashboard, '/dashboard')
  const isBelowApi = (path: unknown) => api && `${String(path)}/`.startsWith(`${api.replace(/\/$/, '')}/`)
  const isWithin = (base: RegExp) => (path: unknown) => typeof path === 'string' && base.test(path)
  const problems: OptionProblem[] = []
  if (isBelowApi(graphqlAt))
    problems.push({ path: 'graphql.path', message: 'must not lie below the path of publicServerURL' })
  if (dashboard !== undefined && (isBelowApi(dashboardAt) || dashboardAt === graphqlAt))
    problems.push({ path: 'dashboard.path', message: 'must be a path of its own, not below the API' })
  const paths = [api, graphqlAt, dashboard === undefined ? undefined : dashboardAt]
  if (isRecord(auth0) && auth0.actionSecrets !== undefined && paths.some(isWithin(/^\/auth0(\/|$)/i)))
    problems.push({ path: 'auth0', message: 'takes /auth0 for itself: choose other paths' })
  if (backendless !== undefined && paths.some(isWithin(/^\/backendless(\/|$)/i)))
    problems.push({ path: 'backendless', message: 'takes /backendless for itself: choose other paths' })
  return problems
}

/** A page under a name that nothing reads, or at an address that nothing can redirect to. */
function pageProblems(customPages: unknown): OptionProblem[] {
  if (!isRecord(customPages)) return []
  return Object.entries(customPages).flatMap(([name, url]) => {
    const path = `parseServer.customPages.${name}`
    if (!customPageNames.includes(name))
      return [{ path, message: `unknown page, expected one of ${customPageNames.join(', ')}` }]
    if (url === undefined || (typeof url === 'string' && URL.canParse(url))) return []
    return [{ path, message: 'expected an absolute URL, as https://app.example.com/auth/verified' }]
  })
}

/** Whether a Dashboard password is given as its bcrypt hash. */
export const isPasswordHash = (pass: unknown) => typeof pass === 'string' && /^\$2[aby]\$\d\d\$/.test(pass)

const isReadOnly = (user: unknown) => isRecord(user) && user.readOnly === true

/** Rules for the users of the Dashboard. */
function dashboardProblems(dashboard: unknown, readOnlyMasterKey: unknown): OptionProblem[] {
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

/** What Parse Server would use beside an adapter, and refuses. */
function adapterProblems(settings: Record<string, unknown>): OptionProblem[] {
  if (!settings.databaseAdapter) return []
  return ['databaseURI', 'databaseOptions', 'collectionPrefix']
    .filter((key) => settings[key] !== undefined)
    .map((key) => ({ path: `parseServer.${key}`, message: 'give it to your databaseAdapter, not beside it' }))
}

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
