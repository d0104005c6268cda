/** Tells home pages that are open that there is something new to show: a mail, or a step that was done elsewhere. */
import type { RequestHandler } from 'express'
import type { MailStore } from '../mailbox/store'
import { createBroadcast } from './broadcast'

export interface HomeEvents {
  stream: RequestHandler
  tell: () => void
}

/** @param mails none where mails go to a real mail server */
export function createHomeEvents(mails: MailStore | undefined): HomeEvents {
  const { stream, send } = createBroadcast()
  const tell = () => send('news', {})
  mails?.subscribe(tell)
  return { stream, tell }
}
