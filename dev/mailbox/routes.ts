/** The addresses of the mailbox: all mails, one of them, and the mail server. */
import { type Response, Router } from 'express'
import type { OutboxControl } from '../../index'
import { renderMessage, resolveView } from './message-view'
import { outcomeIn } from './outcome'
import { type Page, renderMailbox } from './pages'
import { renderServer } from './server-pane'
import type { SmtpSink } from '../../src/testing/mailbox/smtp-sink'
import { stateOf } from './states'
import type { MailStore } from './store'

/** What the pages show. */
export interface Shown {
  mails: MailStore
  sink: Pick<SmtpSink, 'fault'>
  outbox: Pick<OutboxControl, 'list'>
}

/** A router for GET requests. */
export function mailboxRoutes({ mails, sink, outbox }: Shown, siteUrl: string): Router {
  const send = (response: Response, page: Page) =>
    response.send(renderMailbox({ siteUrl, mails: mails.list(), state: stateOf(sink.fault()) }, page))
  /** The mails are shown although the database is away. */
  const serverPane = async (outcome?: unknown) =>
    renderServer({
      state: stateOf(sink.fault()),
      kept: await outbox.list().catch(() => undefined),
      outcome: outcomeIn(outcome),
    })

  const router = Router()
  router.get('/', async (_request, response) =>
    send(response, { title: 'Mailbox', pane: await serverPane(), isPaneFirst: false }),
  )
  router.get('/server', async ({ query }, response) => {
    const title = `Mail server ${stateOf(sink.fault()).title.toLowerCase()} · Mailbox`
    return send(response, { title, pane: await serverPane(query.outcome), isPaneFirst: true })
  })
  router.get('/messages/:id', (request, response) => {
    const open = mails.find(request.params.id)
    if (!open) return response.redirect('/')
    const pane = renderMessage(open, resolveView(open, request.query.view))
    return send(response, { title: `${open.subject} · Mailbox`, pane, open, isPaneFirst: true })
  })
  return router
}
