/** The demo as a host of the package: an Express app of its own, the accounts mounted on it. */
import { createServer } from 'node:http'
import { join } from 'node:path'
import express from 'express'
import { type Accounts, type AccountsOptions, createAccounts } from '../index'
import { rolesClaim } from './issuer/tenant'
import { listen } from './listen'
import type { DemoMail } from './mail'
import type { Settings } from './settings'
import type { Shutdown } from './shutdown'
import { appName, brandColor, site } from './site/site'

function auth0Options({ auth0 }: Settings): Pick<AccountsOptions, 'auth0'> {
  if (!auth0) return {}
  const { issuerUrl: domain, clientId, audience } = auth0
  return { auth0: { domain, clientId, audience, roles: { claim: rolesClaim }, onEmailConflict: 'link' } }
}

function accountsOptions(settings: Settings, databaseURI: string, mail: DemoMail): AccountsOptions {
  const { keys } = settings
  return {
    parseServer: {
      appId: keys.applicationId,
      masterKey: keys.masterKey,
      appName,
      databaseURI,
      publicServerURL: settings.publicServerUrl,
      verifyUserEmails: true,
      emailVerifyTokenValidityDuration: 2 * 7 * 24 * 60 * 60,
      preventLoginWithUnverifiedEmail: false,
      accountLockout: { duration: 5, threshold: 3 },
      logsFolder: join(settings.dataDir, 'logs'),
      // Every wrong password would be an error in the terminal; the log files have it.
      silent: true,
    },
    email: { transport: mail.transport, from: settings.mailFrom, brand: { color: brandColor } },
    ...auth0Options(settings),
    dashboard: { users: [{ user: keys.dashboardUser, pass: keys.dashboardPassword }] },
    // The terminal shows the Dashboard's password anyway.
    checks: false,
  }
}

/** Parse Server on an Express app, not listening yet. */
export async function createApp(settings: Settings, databaseUri: string, mail: DemoMail, shutdown: Shutdown) {
  const app = express()
  app.disable('x-powered-by')
  const accounts = createAccounts(accountsOptions(settings, databaseUri, mail))
  app.use(site(settings, mail.own?.mails, accounts))
  await shutdown.add(() => accounts.close())
  accounts.on('emailFailed', ({ kind, reason }) => console.error(`  A ${kind} mail was not sent: ${reason}`))
  await accounts.mount(app)
  return { app, accounts }
}

/** Opens the door. */
export async function serve(
  { app, accounts }: { app: express.Express; accounts: Accounts },
  { host, port }: Settings,
  shutdown: Shutdown,
): Promise<void> {
  const server = createServer(app)
  await shutdown.add(await listen(server, host, port))
  await accounts.attach(server)
}
