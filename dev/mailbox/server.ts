/** The web server of the mailbox, on a port of its own as a real mail provider would be. */
import express, { type Express } from 'express'
import { assets } from '../site/assets'
import { pageHeaders } from '../site/headers'
import { ownNamesOnly } from '../site/own-names'
import type { Settings } from '../settings'
import { mailEvents } from './events'
import { resolveView } from './message-view'
import { renderMailbox } from './pages'
import type { MailStore } from './store'

/** An Express app that shows the mails of a store. */
export function mailboxApp(store: MailStore, settings: Settings): Express {
  const { siteUrl } = settings
  const app = express()
  app.disable('x-powered-by')
  app.use(ownNamesOnly(settings), pageHeaders({ mailContent: true }))
  app.use('/demo/assets', assets())
  app.get('/events', mailEvents(store))
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  app.get('/', (_request, response) => response.send(renderMailbox({ siteUrl, mails: store.list() })))
  app.get('/messages/:id', (request, response) => {
    const open = store.find(request.params.id)
    if (!open) return response.redirect('/')
    const view = resolveView(open, request.query.view)
    return response.send(renderMailbox({ siteUrl, mails: store.list(), open, view }))
  })
  return app
}
