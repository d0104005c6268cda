/** The demo's own pages on the app: home, and what it loads. */
import { Router } from 'express'
import { homeApp } from '../home/app'
import type { HomeView } from '../home/home-view'
import { createJourneys } from '../home/journeys'
import type { MailStore } from '../mailbox/store'
import type { Settings } from '../settings'
import { spa } from '../spa/page'
import type { Accounts } from '../../index'
import { assets } from './assets'
import { pageHeaders } from './headers'
import { createHomeEvents } from './home-events'
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
    siteUrl: settings.siteUrl,
    restUrl: settings.publicServerUrl,
    graphqlUrl: `${settings.siteUrl}/graphql`,
    dashboardUrl: `${settings.siteUrl}/dashboard`,
    auth0: settings.auth0,
    mailboxUrl: settings.smtpUrl === undefined ? settings.mailboxUrl : undefined,
    secrets: settings.loopbackOnly ? { masterKey, dashboardUser, dashboardPassword } : undefined,
  }
}

/** Mount it before the accounts, so that its pages come first. */
export function site(
  settings: Settings,
  mails: MailStore | undefined,
  accounts: Pick<Accounts, 'on' | 'sessionOf'>,
): Router {
  const { stream, tell } = createHomeEvents(mails)
  const journeys = createJourneys(accounts, tell)
  const headers = pageHeaders()
  const router = Router()
  router.use('/demo/assets', headers, assets())
  router.get('/demo/events', headers, ownNamesOnly(settings), stream)
  if (settings.auth0) router.get('/spa', spa(settings, settings.auth0))
  const home = homeApp({ settings, view: homeView(settings), mails, accounts, journeys })
  router.all('/', (request, response, next) => home(request, response, next))
  return router
}
