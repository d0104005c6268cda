/** Sends invitations. */
import type { MailSystem } from '../../adapters/email/email'
import type { Accounts } from '../../api/accounts'
import { AccountsError, WrongArgument } from '../../errors'
import { isAddress } from '../../pages/forms/refusals'
import type { Running } from '../../part/part'
import { makeToken, validitySeconds } from './links'

interface InviteParts extends Pick<Running, 'config' | 'besideApi' | 'events'> {
  mail: MailSystem | undefined
  /** Where the pages are; nothing where there are none. */
  pagesPath: string | undefined
}

function assertAddress(email: unknown): void {
  if (typeof email !== 'string' || !isAddress(email))
    throw new WrongArgument('invite() expects an e-mail address.')
}

export const createInvite =
  ({ config, besideApi, events, mail, pagesPath }: InviteParts): Accounts['invite'] =>
  async (email, { locale } = {}) => {
    assertAddress(email)
    if (!mail) throw new AccountsError('ERR_MAIL', 'No e-mail is configured: set `email`.')
    if (pagesPath === undefined)
      throw new AccountsError('ERR_OPTIONS', 'invite() needs the pages: `pages` is false.')
    const asked = { limit: 1, caseInsensitive: true }
    const [user] = await config.databaseController.find('_User', { email }, asked)
    if (user) return false
    const token = await makeToken(config.appId, email)
    const pageLink = `${besideApi(`${pagesPath}/sign-up`).href}?invitation=${token}`
    const to = locale === undefined ? email : { to: email, locale }
    const extras = { pageLink, replaces: `invitation:${email.toLowerCase()}` }
    await mail.sendMail('invitation', to, { expiresInSeconds: validitySeconds }, extras)
    events.emit('invited')
    return true
  }
