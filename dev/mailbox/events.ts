/** Tells browsers about new mails while they look. */
import type { RequestHandler } from 'express'
import { createBroadcast } from '../site/broadcast'
import type { MailStore } from './store'

/** One event a mail: its id, its recipients and its subject. */
export function mailEvents(store: MailStore): RequestHandler {
  const { stream, send } = createBroadcast()
  store.subscribe(({ id, to, subject }) => send('mail', { id, to, subject }))
  return stream
}
