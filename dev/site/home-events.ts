/** What the home page hears while it is open: mails, and that a password was reset, which happens on another page. */
import type { RequestHandler } from 'express'
import type { Accounts } from '../../index'
import type { MailStore } from '../mailbox/store'
import { createBroadcast } from './broadcast'

/** @param mails none where mails go to a real mail server */
export function homeEvents(mails: MailStore | undefined, accounts: Pick<Accounts, 'on'>): RequestHandler {
  const { stream, send } = createBroadcast()
  mails?.subscribe(({ id, to, subject }) => send('mail', { id, to, subject }))
  accounts.on('security', ({ type }) => {
    if (type === 'passwordReset') send('password-reset', {})
  })
  return stream
}
