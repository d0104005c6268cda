/**
 * Guard: an e-mail adapter that throws, rejects or hangs must not reach Parse Server, which neither awaits
 * nor catches it: an answer would turn into a 500 that tells which accounts exist, or the process would end.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { reasonOf } from '../../errors'
import { internals } from '../../server/internals'
import type { EmailAdapter, EmailMessage, UserEmail } from './nodemailer-adapter'

/** An adapter whose mails to users never fail towards the caller, and can be waited for. */
export interface ContainedAdapter extends Required<EmailAdapter> {
  /** Waits for the mails under way, for `withinMs` at the most, then closes the adapter. */
  drain(withinMs: number): Promise<void>
}

/** Longer than nodemailer's own limits (2 minutes to connect), which say better what is wrong. */
const mailTimeoutSeconds = 180

/** Fields with a leading underscore are Parse's own: the password's hash and the tokens of other links. */
function publicUser(user: UserEmail['user']): UserEmail['user'] {
  const { User } = internals.Parse()
  const fields = Object.entries((user as ReturnType<typeof User.fromJSON>).toJSON())
  const shown = fields.filter(([name]) => !name.startsWith('_') && name !== 'authData')
  return User.fromJSON({ ...Object.fromEntries(shown), className: '_User' })
}

/** The adapter's own method, or Parse Server's plain text through `sendMail`. */
function methods(adapter: EmailAdapter) {
  const texts = internals.emailTexts()
  const mail = (message: unknown) => adapter.sendMail(message as EmailMessage)
  return {
    verification: (email: UserEmail) =>
      adapter.sendVerificationEmail
        ? adapter.sendVerificationEmail(email)
        : mail(texts.defaultVerificationEmail(email)),
    passwordReset: (email: UserEmail) =>
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

/**
 * Wraps any Parse e-mail adapter.
 * @param onFailure gets the kind of mail and the reason, without link or token.
 * @param timeoutSeconds how long a mail may take.
 */
export function containAdapter(
  adapter: EmailAdapter,
  onFailure: (kind: 'verification' | 'passwordReset', reason: string) => void,
  timeoutSeconds = mailTimeoutSeconds,
): ContainedAdapter {
  const underWay = new Set<Promise<void>>()
  const send = methods(adapter)
  const attempt = async (kind: keyof typeof send, email: UserEmail) => {
    try {
      const hidden = { ...email, user: publicUser(email.user) }
      await withinTime(async () => send[kind](hidden), timeoutSeconds)
    } catch (thrown) {
      onFailure(kind, reasonOf(thrown).replaceAll(email.link, '(link)'))
    }
  }
  const contained = (kind: keyof typeof send) => (email: UserEmail) => {
    const mail = attempt(kind, email).finally(() => underWay.delete(mail))
    underWay.add(mail)
  }
  return {
    sendMail: async (message) => adapter.sendMail(message),
    sendVerificationEmail: contained('verification'),
    sendPasswordResetEmail: contained('passwordReset'),
    close: () => adapter.close?.(),
    drain: async (withinMs) => {
      await Promise.race([Promise.all(underWay), delay(withinMs, undefined, { ref: false })])
      adapter.close?.()
    },
  }
}
