/** The mail with the link that confirms a new address. */
import type { UserEmail } from '../../api/email'
import { reasonOf } from '../../errors'
import { internals, type KeyedConfig, type ParseUser, type Row } from '../../parse/internals'
import type { Running } from '../../part/part'
import type { Changes } from './changes'
import { field } from './schema'
import type { ChangeTokens } from './tokens'

interface Adapter {
  sendVerificationEmail(email: UserEmail): unknown
}

/** Where the host sets no `emailVerifyTokenValidityDuration`. */
const dayInSeconds = 24 * 60 * 60

/** A user as hosts and adapters get it. */
export function userOf(row: Row, email: unknown): ParseUser {
  const { User } = internals.Parse()
  const shown = Object.entries(row).filter(([name]) => !['password', 'authData', field].includes(name))
  return User.fromJSON({ ...Object.fromEntries(shown), email, className: '_User' })
}

/** As parse-server makes its own. */
function linkTo({ parseFrameURL, verifyEmailURL, publicServerURL }: KeyedConfig, token: string): string {
  if (!parseFrameURL) return `${verifyEmailURL}?token=${token}`
  const path = encodeURIComponent(verifyEmailURL.replace(publicServerURL, ''))
  return `${parseFrameURL}?link=${path}&token=${token}`
}

/** Sends the mail to the new address of a user. What fails is in the log: the user can ask for another mail. */
export type SendConfirmation = (user: Row, newEmail: string) => Promise<void>

/** Without a word where too many mails are asked for, as parse-server's own. */
export function createConfirmationMail(
  { config: { appId, userController, loggerController }, allowsMail }: Pick<Running, 'config' | 'allowsMail'>,
  changes: Changes,
  tokens: ChangeTokens,
): SendConfirmation {
  async function send(user: Row, newEmail: string): Promise<void> {
    const config = internals.Config().get(appId)
    if (!config || !(await allowsMail(newEmail))) return
    const change = await changes.of(user, newEmail)
    const expiresInSeconds = config.emailVerifyTokenValidityDuration ?? dayInSeconds
    const token = await tokens.signConfirmation(change, expiresInSeconds)
    const about = { appName: config.appName, user: userOf(user, newEmail) }
    const email = { ...about, link: linkTo(config, token), expiresInSeconds }
    await (userController.adapter as Adapter).sendVerificationEmail(email)
  }
  return (user, newEmail) =>
    send(user, newEmail).catch((thrown: unknown) => {
      loggerController.error(`No mail was sent to confirm a new e-mail address: ${reasonOf(thrown)}`)
    })
}
