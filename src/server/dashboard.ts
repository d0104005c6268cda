/** Parse Dashboard on the host's app, when the optional package `parse-dashboard` is installed. */
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { type ExpressApp, type Handler, internals } from '../parse/internals'
import type { Operation } from '../part/operation'
import { secureDashboardCookie } from './headers/dashboard-cookie'
import { reticent } from './headers/reticent'
import { type DashboardOptions, isPasswordHash } from './options'

type CreateDashboard = (config: Record<string, unknown>, options: Record<string, unknown>) => ExpressApp

/** What the Dashboard offers for a row, as its option `scripts` has it. */
interface Script {
  title: string
  classes: string[]
  cloudCodeFunction: string
  showConfirmationDialog: boolean
  confirmationDialogStyle?: 'info' | 'critical'
}

/** For rows of users. */
export const scriptsFor = (operations: Operation[]): Script[] =>
  operations
    .filter(({ about }) => about === 'userId')
    .map(({ title, functionName, confirmation }) => ({
      title,
      classes: ['_User'],
      cloudCodeFunction: functionName,
      showConfirmationDialog: confirmation !== undefined,
      ...(confirmation && { confirmationDialogStyle: confirmation }),
    }))

/** What the Dashboard has to know of the app that it shows. */
export interface DashboardApp {
  appId: string
  appName: string
  masterKey: unknown
  readOnlyMasterKey: unknown
  serverURL: string
  graphQLServerURL: string
  scripts: Script[]
}

/** The package itself is missing; one of its dependencies would be a broken installation. */
const isMissing = (thrown: unknown) =>
  thrown instanceof Error && thrown.message.startsWith("Cannot find module 'parse-dashboard'")

const load = createRequire(__filename)

function loadDashboard(): CreateDashboard | undefined {
  try {
    return load('parse-dashboard') as CreateDashboard
  } catch (thrown) {
    if (isMissing(thrown)) return undefined
    throw thrown
  }
}

/**
 * The Dashboard as an app for the host; none when the package is not there.
 * @param publicPath where clients reach it, of which it makes redirects and the addresses of its files
 * @param before who sees its requests first
 */
export function createDashboard(
  app: DashboardApp,
  options: DashboardOptions,
  publicPath: string,
  before: Handler[],
): ExpressApp[] {
  const create = loadDashboard()
  if (!create) return []
  const config = {
    apps: [app],
    // Without a list of apps, the Dashboard does not call a function that returns the master key.
    users: options.users.map((user) => ({ apps: [{ appId: app.appId }], ...user })),
    useEncryptedPasswords: options.users.every(({ pass }) => isPasswordHash(pass)),
  }
  const shown = create(config, {
    allowInsecureHTTP: options.allowInsecureHTTP,
    cookieSessionSecret: options.cookieSessionSecret ?? randomBytes(32).toString('base64url'),
  })
  // It looks when it is mounted, at the path that Express has noted then.
  shown.prependListener('mount', () => void Object.assign(shown, { mountpath: publicPath }))
  const outer = reticent(internals.express()())
  outer.use(options.path, ...before, secureDashboardCookie, reticent(shown))
  return [outer]
}
