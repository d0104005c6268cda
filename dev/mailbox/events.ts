/** Tells browsers about new mails while they look, by server-sent events. */
import type { RequestHandler } from 'express'
import type { MailStore } from './store'

/** An endless answer with one event a mail: its id, its recipients and its subject. */
export function mailEvents(store: MailStore): RequestHandler {
  return (request, response) => {
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    response.write('retry: 1000\n\n')
    const unsubscribe = store.subscribe(({ id, to, subject }) => {
      response.write(`event: mail\ndata: ${JSON.stringify({ id, to, subject })}\n\n`)
    })
    request.on('close', unsubscribe)
  }
}
