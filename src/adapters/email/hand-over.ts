/** Hands one mail of Parse Server over to an e-mail adapter, whichever methods it has. */
import { setTimeout as delay } from 'node:timers/promises'
import { internals, type ParseUser } from '../../server/internals'
import type { EmailAdapter, EmailMessage, UserEmail } from './nodemailer-adapter'

/** What a mail is for. */
export type MailKind = 'verification' | 'passwordReset'

/** Rejects when the adapter throws, rejects, or takes too long. */
export type HandOver = (kind: MailKind, email: UserEmail) => Promise<void>

/** Longer than nodemailer's own limits (2 minutes to connect), which say better what is wrong. */
export const mailTimeoutSeconds = 180

/** A user without what an adapter must not see. Fields with a leading underscore are Parse's own: hash and tokens. */
export function publicUser(user: UserEmail['user']): ParseUser {
  const { User } = internals.Parse()
  const fields = Object.entries((user as ParseUser).toJSON())
  const shown = fields.filter(([name]) => !name.startsWith('_') && name !== 'authData')
  return User.fromJSON({ ...Object.fromEntries(shown), className: '_User' })
}

/** The adapter's own method, or Parse Server's plain text through `sendMail`. */
function methods(adapter: EmailAdapter): Record<MailKind, (email: UserEmail) => unknown> {
  const texts = internals.emailTexts()
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

/** Rejects when the mail takes longer than an SMTP server may: the adapter hangs, and nobody would know. */
async function withinTime(send: () => Promise<unknown>, seconds: number): Promise<void> {
  const timer = new AbortController()
  const limit = delay(seconds * 1000, undefined, { ref: false, signal: timer.signal }).then(() => {
    throw new Error(`no answer within ${seconds} seconds`)
  })
  try {
    await Promise.race([send(), limit])
  } finally {
    timer.abort()
    limit.catch(() => undefined)
  }
}

/** @param timeoutSeconds how long a mail may take */
export function createHandOver(adapter: EmailAdapter, timeoutSeconds = mailTimeoutSeconds): HandOver {
  const send = methods(adapter)
  return (kind, email) => withinTime(async () => send[kind](email), timeoutSeconds)
}
