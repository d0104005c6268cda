/** Hands one mail over to an e-mail adapter, whichever methods it has. */
import { internals, type ParseUser } from '../../parse/internals'
import { count, traced } from '../../part/telemetry'
import type { EmailAdapter, EmailMessage, UserEmail } from '../../api/email'
import { refusalIn } from './refused'

/** The mails that Parse Server sends. */
export type UserMailKind = 'verification' | 'passwordReset'

/** One of Parse Server, whose words are the adapter's. */
interface UserMail {
  kind: UserMailKind
  email: UserEmail
  /** When its link ends, in milliseconds since 1970, where that is sure. */
  endsAt?: number | undefined
}

/** A mail on its way to an adapter: one of Parse Server, or one that is written. */
export type Mail = UserMail | { kind: string; message: EmailMessage }

/** Rejects when the adapter throws or rejects. */
export type HandOver = (mail: Mail) => Promise<void>

/** A user without what an adapter must not see. Fields with a leading underscore are Parse's own: hash and tokens. */
export function publicUser(user: UserEmail['user']): ParseUser {
  const { User } = internals.Parse()
  const fields = Object.entries((user as ParseUser).toJSON())
  const shown = fields.filter(([name]) => !name.startsWith('_') && name !== 'authData')
  return User.fromJSON({ ...Object.fromEntries(shown), className: '_User' })
}

/** The adapter's own method, or Parse Server's plain text through `sendMail`. */
function methods(adapter: EmailAdapter): Record<UserMailKind, (email: UserEmail) => unknown> {
  const texts = internals.UserController().prototype
  const mail = (message: unknown) => adapter.sendMail(message as EmailMessage)
  return {
    verification: (email) =>
      adapter.sendVerificationEmail
        ? adapter.sendVerificationEmail(email)
        : mail(texts.defaultVerificationEmail(email)),
    passwordReset: (email) =>
      adapter.sendPasswordResetEmail
        ? adapter.sendPasswordResetEmail(email)
        : mail(texts.defaultResetPasswordEmail(email)),
  }
}

/** @param onRefused is told when some of the recipients were refused: to try again would reach the others twice */
export function createHandOver(
  adapter: EmailAdapter,
  onRefused: (kind: string, reason: string) => void,
): HandOver {
  const send = methods(adapter)
  return async (mail) => {
    const { kind } = mail
    const answer = await traced('accounts.hand_over_mail', { kind }, async () =>
      'message' in mail ? adapter.sendMail(mail.message) : send[mail.kind](mail.email),
    )
    count('accounts.mails', { kind, outcome: 'success' })
    const refusal = refusalIn(answer)
    if (refusal !== undefined) onRefused(kind, refusal)
  }
}
