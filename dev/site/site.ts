/** The demo's own pages on the app: home, and what it loads. */
import { Router } from 'express'
import type { HomeView } from '../home/home-view'
import { renderHome } from '../home/page'
import { mailEvents } from '../mailbox/events'
import type { MailStore } from '../mailbox/store'
import type { Settings } from '../settings'
import { assets } from './assets'
import { pageHeaders } from './headers'
import { ownNamesOnly } from './own-names'

export const appName = 'Parse Server Accounts'

/** What the home page shows of the settings. Secrets only where nobody else can look. */
export function homeView({ keys, ...settings }: Settings): HomeView {
  const { masterKey, dashboardUser, dashboardPassword } = keys
  return {
    appName,
    applicationId: keys.applicationId,
    apiPath: new URL(settings.publicServerUrl).pathname,
    restUrl: settings.publicServerUrl,
    graphqlUrl: `${settings.siteUrl}/graphql`,
    dashboardUrl: `${settings.siteUrl}/dashboard`,
    auth0: settings.auth0,
    mailboxUrl: settings.smtpUrl === undefined ? settings.mailboxUrl : undefined,
    secrets: settings.loopbackOnly ? { masterKey, dashboardUser, dashboardPassword } : undefined,
  }
}

/** Scripts of the page exchange a code for tokens there. */
function signInOrigin({ auth0 }: Settings): { connectOrigin?: string } {
  return auth0 ? { connectOrigin: new URL(auth0.issuerUrl).origin } : {}
}

/** Mount it before the accounts, so that its pages come first. */
export function site(settings: Settings, mails: MailStore | undefined): Router {
  const publicUrl = new URL(settings.publicServerUrl)
  const headers = pageHeaders({ formOrigins: [publicUrl.origin], ...signInOrigin(settings) })
  const home = renderHome(homeView(settings))
  const router = Router()
  router.use('/demo/assets', headers, assets())
  if (mails) router.get('/demo/mail-events', headers, ownNamesOnly(settings), mailEvents(mails))
  router.get('/', headers, ownNamesOnly(settings), (_request, response) => {
    response.set('Cache-Control', 'no-store').send(home)
  })
  return router
}
