/**
 * Guard: an e-mail adapter that throws, rejects or hangs must not reach Parse Server, which neither awaits
 * nor catches it: an answer would turn into a 500 that tells which accounts exist, or the process would end.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { reasonOf } from '../../errors'
import { createHandOver, type MailKind, publicUser } from './hand-over'
import type { EmailAdapter, UserEmail } from './nodemailer-adapter'

/** An adapter whose mails to users never fail towards the caller, and can be waited for. */
export interface ContainedAdapter extends Required<EmailAdapter> {
  /** Waits for the mails under way, for `withinMs` at the most, then closes the adapter. */
  drain(withinMs: number): Promise<void>
}

/**
 * Wraps any Parse e-mail adapter.
 * @param onFailure gets the kind of mail and the reason, without link or token.
 * @param timeoutSeconds how long a mail may take.
 */
export function containAdapter(
  adapter: EmailAdapter,
  onFailure: (kind: MailKind, reason: string) => void,
  timeoutSeconds?: number,
): ContainedAdapter {
  const underWay = new Set<Promise<void>>()
  const handOver = createHandOver(adapter, timeoutSeconds)
  const attempt = async (kind: MailKind, email: UserEmail) => {
    try {
      await handOver(kind, { ...email, user: publicUser(email.user) })
    } catch (thrown) {
      onFailure(kind, reasonOf(thrown).replaceAll(email.link, '(link)'))
    }
  }
  const contained = (kind: MailKind) => (email: UserEmail) => {
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
