/**
 * Guard: an e-mail adapter that throws, rejects or hangs must not reach Parse Server, which neither awaits
 * nor catches it: an answer would turn into a 500 that tells which accounts exist, or the process would end.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { AccountsError, reasonOf } from '../../errors'
import { beforeAnswer } from '../../parse/request/request'
import type { EmailAdapter, EmailMessage, Reader, UserEmail } from '../../api/email'
import { type Mail, publicUser, type UserMailKind } from './hand-over'
import { endOf } from './link-end'
import { failureOf } from './outbox/failure'

/** Takes mails, and sees to them. */
export interface Dispatch {
  /** For Parse Server: its mails to users never fail towards it. */
  adapter: Required<EmailAdapter>
  /**
   * Takes a mail that is written.
   * @param replaces key of which only the newest mail is sent, where mails are kept
   * @throws {AccountsError} `ERR_MAIL` for a mail that the adapter would not take.
   */
  send: (kind: string, message: EmailMessage, replaces?: string) => Promise<void>
  /** Does what ends in a mail: when it fails, operators are told, and nobody else. Answers wait as for other mails. */
  attempt: (kind: string, work: () => Promise<void>) => void
  /** Waits for the mails that are being taken, for `withinMs` at the most. */
  settled: (withinMs: number) => Promise<void>
}

export interface DispatchParts {
  adapter: EmailAdapter
  /** Sees to a mail: hands it over, or keeps it. Rejects when it can't. */
  accept: (mail: Mail, replaces?: string) => Promise<void>
  /** @throws {AccountsError} `ERR_MAIL` for a mail that the adapter would not take. */
  check: (message: EmailMessage) => EmailMessage
  languagesOf: (user: Reader) => string[]
  /** How long the links work, in seconds, where that is sure. */
  validity: Record<UserMailKind, number | undefined>
  /** Gets the kind of mail and the reason, without link or token. */
  onFailure: (kind: string, reason: string) => void
  /** Whether answers wait until mails are accepted: quick, and then nothing is lost when the process ends. */
  isAwaited: boolean
}

export function createDispatch(parts: DispatchParts): Dispatch {
  const { adapter, accept, check, languagesOf, validity, onFailure, isAwaited } = parts
  const underWay = new Set<Promise<void>>()

  async function take(kind: UserMailKind, email: UserEmail): Promise<void> {
    try {
      const user = publicUser(email.user)
      const { expiresInSeconds = validity[kind] } = email
      const lasting = expiresInSeconds === undefined ? {} : { expiresInSeconds }
      const known = { user, languages: languagesOf(user), ...lasting }
      await accept({ kind, email: { ...email, ...known }, endsAt: endOf(lasting) })
    } catch (thrown) {
      onFailure(kind, reasonOf(thrown).replaceAll(email.link, '(link)'))
    }
  }
  function watch(work: () => Promise<void>): void {
    const mail = (isAwaited ? beforeAnswer(work) : work()).finally(() => underWay.delete(mail))
    underWay.add(mail)
  }
  const toUser = (kind: UserMailKind) => (email: UserEmail) => watch(() => take(kind, email))
  async function tried(kind: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      // Our own errors tell no values; those of others may.
      onFailure(kind, thrown instanceof AccountsError ? thrown.message : failureOf(thrown).reason)
    }
  }
  const send: Dispatch['send'] = async (kind, message, replaces) =>
    accept({ kind, message: check(message) }, replaces)
  return {
    adapter: {
      sendMail: (message) => send('message', message),
      sendVerificationEmail: toUser('verification'),
      sendPasswordResetEmail: toUser('passwordReset'),
      close: () => adapter.close?.(),
    },
    send,
    attempt: (kind, work) => watch(() => tried(kind, work)),
    settled: async (withinMs) => {
      await Promise.race([Promise.all(underWay), delay(withinMs, undefined, { ref: false })])
    },
  }
}
