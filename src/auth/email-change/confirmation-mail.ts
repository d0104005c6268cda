/** The mail with the link that confirms a new address. */
import { reasonOf } from '../../errors'
import {
  internals,
  type KeyedConfig,
  type ParseConfig,
  type ParseUser,
  type Row,
} from '../../parse/internals'
import { field } from './schema'
import type { ConfirmationTokens } from './tokens'

interface Adapter {
  sendVerificationEmail(email: { appName: string; link: string; user: ParseUser }): unknown
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

export function createConfirmationMail(
  { appId, userController, loggerController }: ParseConfig,
  tokens: ConfirmationTokens,
): SendConfirmation {
  async function send(user: Row, newEmail: string): Promise<void> {
    const config = internals.Config().get(appId)
    if (!config) return
    const change = { userId: String(user.objectId), oldEmail: String(user.email), newEmail }
    const token = await tokens.sign(change, config.emailVerifyTokenValidityDuration ?? dayInSeconds)
    const email = { appName: config.appName, link: linkTo(config, token), user: userOf(user, newEmail) }
    await (userController.adapter as Adapter).sendVerificationEmail(email)
  }
  return (user, newEmail) =>
    send(user, newEmail).catch((thrown: unknown) => {
      loggerController.error(`No mail was sent to confirm a new e-mail address: ${reasonOf(thrown)}`)
    })
}
