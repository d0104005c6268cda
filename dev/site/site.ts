/** The demo's own pages on the app: home, and what it loads. */
import { Router } from 'express'
import { bookApp } from '../books/app'
import type { HomeView } from '../home/home-view'
import { renderHome } from '../home/page'
import type { MailStore } from '../mailbox/store'
import type { Settings } from '../settings'
import type { Accounts } from '../../index'
import { assets } from './assets'
import { pageHeaders } from './headers'
import { homeEvents } from './home-events'
import { ownNamesOnly } from './own-names'

export const appName = 'Parse Server Accounts'

/** The accent of theme.css, for mails and account pages. */
export const brandColor = '#0b6b59'

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
export function site(
  settings: Settings,
  mails: MailStore | undefined,
  accounts: Pick<Accounts, 'on' | 'sessionOf'>,
): Router {
  const publicUrl = new URL(settings.publicServerUrl)
  const headers = pageHeaders({ formOrigins: [publicUrl.origin], ...signInOrigin(settings) })
  const home = renderHome(homeView(settings))
  const router = Router()
  router.use('/demo/assets', headers, assets())
  router.get('/demo/events', headers, ownNamesOnly(settings), homeEvents(mails, accounts))
  router.use('/books', bookApp(settings, accounts))
  router.get('/', headers, ownNamesOnly(settings), (_request, response) => {
    response.set('Cache-Control', 'no-store').send(home)
  })
  return router
}
