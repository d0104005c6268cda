/** The web server of the mailbox, on a port of its own as a real mail provider would be. */
import express, { type Express } from 'express'
import { assets } from '../site/assets'
import { pageHeaders } from '../site/headers'
import { ownNamesOnly } from '../site/own-names'
import type { Settings } from '../settings'
import { type Controlled, controls } from './controls'
import { mailEvents } from './events'
import { mailboxRoutes, type Shown } from './routes'

/** An Express app that shows mails, and lets one play with the mail server. */
export function mailboxApp(
  parts: Shown & Controlled,
  settings: Pick<Settings, 'loopbackOnly' | 'siteUrl'>,
): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(ownNamesOnly(settings), pageHeaders({ mailContent: true, ownForms: true }))
  app.use('/demo/assets', assets())
  app.get('/events', mailEvents(parts.mails))
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  app.use(mailboxRoutes(parts, settings.siteUrl), controls(parts))
  return app
}
