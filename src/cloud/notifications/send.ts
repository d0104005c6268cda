/** What every notice has in common: who gets it, with which button, and that it never fails what it tells of. */
import type { MailSystem } from '../../adapters/email/email'
import { publicUser } from '../../adapters/email/hand-over'
import type { MailExtras } from '../../adapters/email/mailer'
import type { ParseServerSettings } from '../../parse/options'
import type { NoticesOptions } from './options'
import { internals, type Row } from '../../parse/internals'

/** The notices, by their templates. */
export type NoticeName = Exclude<keyof NoticesOptions, 'accountUrl'>

/** The host's. */
export interface NoticeSettings {
  notices: NoticesOptions
  parseServer: ParseServerSettings
}

export interface Notices {
  isWanted: (name: NoticeName) => boolean
  /** Whether a user gets notices: not at an address that may be a stranger's, who would be flooded. */
  reaches: (user: Row) => boolean
  /**
   * Sends a notice to a user who gets notices, and to nobody else.
   * @param user the row as it was before the change, for the address that is known to be theirs
   * @param values of the template; the button leads to `accountUrl` unless there is a `pageLink`
   * @param extras.replaces key of which only the newest mail is sent
   */
  send: (name: NoticeName, user: Row, values: object, extras?: MailExtras) => Promise<void>
  /** Does what ends in a notice: when it fails, operators are told, and nobody else. */
  attempt: (name: NoticeName, work: () => Promise<void>) => void
}

const hasEmail = ({ email }: Row) => typeof email === 'string' && email !== ''

/** As hosts get a user who is to choose a language: without password, tokens and identities. */
const readerOf = ({ password: _password, ...row }: Row) =>
  publicUser(internals.Parse().User.fromJSON({ ...row, className: '_User' }))

export function createNotices(
  { sendMail, attempt }: Pick<MailSystem, 'sendMail' | 'attempt'>,
  { notices, parseServer }: NoticeSettings,
): Notices {
  const { accountUrl: link, ...wanted } = notices
  const isVerified = ({ emailVerified }: Row) => !parseServer.verifyUserEmails || emailVerified === true
  const reaches = (user: Row) => hasEmail(user) && isVerified(user)
  return {
    isWanted: (name) => wanted[name],
    reaches,
    send: async (name, user, values, extras) => {
      if (reaches(user)) await sendMail(name, readerOf(user), { link, ...values }, extras)
    },
    attempt,
  }
}
