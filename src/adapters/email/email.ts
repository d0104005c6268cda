/** Mail as a whole: what Parse Server gets to send with, what hosts do, and what is kept until it is delivered. */
import { answersAfterMail } from '../../guards/answers-after-mail'
import { evenAnswers } from '../../guards/response-timing'
import type { Diagnose, Diagnosis, Part } from '../../part/part'
import { adviceOn } from './advice'
import { deletedRecipientHooks } from './deleted-users'
import { createDirectDispatch } from './direct'
import type { Dispatch } from './dispatch'
import type { EmailAdapter } from '../../api/email'
import { createMailer, type SendMail } from './mailer'
import { failureOf } from './outbox/failure'
import type { Outbox } from './outbox/outbox'
import { createQueuedDispatch, type QueuedDispatch, type Started } from './queued'
import {
  type MailServer,
  type MailSettings,
  type ResolvedAdapter,
  redisUrlOf,
  resolveEmailAdapter,
} from './any-adapter'
import type { ParseServerSettings } from '../../parse/options'
import type { UserMailKind } from './hand-over'
import { masterKeyOf } from '../../parse/master-key'

const secondsOf = (duration: unknown, isReused: unknown) =>
  typeof duration === 'number' && duration > 0 && !isReused ? duration : undefined

/** In seconds; nothing where links work for ever, or where one is sent again that has worked for a while. */
export function linkValidityOf(settings: ParseServerSettings): Record<UserMailKind, number | undefined> {
  const { emailVerifyTokenValidityDuration, emailVerifyTokenReuseIfValid } = settings
  const { resetTokenValidityDuration, resetTokenReuseIfValid } = (settings.passwordPolicy ?? {}) as Record<
    string,
    unknown
  >
  return {
    verification: secondsOf(emailVerifyTokenValidityDuration, emailVerifyTokenReuseIfValid),
    passwordReset: secondsOf(resetTokenValidityDuration, resetTokenReuseIfValid),
  }
}

/** Mail of one Parse Server. */
export interface MailSystem {
  /** For Parse Server. */
  adapter: Required<EmailAdapter>
  sendMail: SendMail
  /** Does what ends in a mail: when it fails, operators are told, and nobody else. Answers wait as for other mails. */
  attempt: Dispatch['attempt']
  /** Asks whether the mail server can be used, where there is one that can be asked. */
  diagnose: Diagnose
  /** Opens the outbox, if there is one, and asks whether the mail server can be used. */
  start(started: Started): Promise<void>
  /** There when it has started, and mails are kept. */
  outbox: () => Outbox | undefined
  /** Waits for the mails under way, for `withinMs` at the most, then closes the adapter. */
  drain(withinMs: number): Promise<void>
}

/** Gets the kind of a mail that was not sent, and the reason, without link or token. */
export type OnFailure = (kind: string, reason: string) => void

function createDispatches(
  { adapter, check, renderer }: ResolvedAdapter,
  { outbox, parseServer, sendsOwnOnly }: MailSettings,
  onFailure: OnFailure,
): { dispatch: Dispatch; queue: QueuedDispatch | undefined } {
  const { languagesOf } = renderer
  const parts = { adapter, check, languagesOf, validity: linkValidityOf(parseServer), onFailure }
  if (outbox === false) return { dispatch: createDirectDispatch(parts), queue: undefined }
  const queue = createQueuedDispatch({ ...parts, redisUrl: redisUrlOf({ outbox }), sendsOwnOnly })
  return { dispatch: queue, queue }
}

/**
 * Checks adapter and templates; starts nothing.
 * @returns nothing when no e-mail is configured.
 * @throws {AccountsError} `ERR_OPTIONS`, `ERR_TEMPLATE`.
 */
export function createMailSystem(options: MailSettings, onFailure: OnFailure): MailSystem | undefined {
  const resolved = resolveEmailAdapter(options)
  if (!resolved) return undefined
  const { dispatch, queue } = createDispatches(resolved, options, onFailure)
  const { adapter, send, attempt, settled } = dispatch
  const appName = String(options.parseServer.appName)
  let isOver = false

  const subject = (name: string | undefined) => ['The mail server', name ?? []].flat().join(' ')
  /** @returns why it can't be used */
  async function faultOf(server: MailServer): Promise<string | undefined> {
    try {
      await server.verify()
      return undefined
    } catch (thrown) {
      const words = [`${subject(server.name)} can’t be used now.`, failureOf(thrown).reason, adviceOn(thrown)]
      return words.join(' ').trimEnd()
    }
  }
  /** A mail server that is away now may be there when it is needed. */
  async function warnOfNoServer({ config }: Started): Promise<void> {
    const fault = resolved?.server && (await faultOf(resolved.server))
    if (fault !== undefined && !isOver) config.loggerController.warn(fault)
  }
  async function diagnose(): Promise<Diagnosis[]> {
    const server = resolved?.server
    const name = 'mail server'
    if (!server) return [{ name, state: 'ok', message: 'An adapter of yours sends mails; it was not asked.' }]
    const fault = await faultOf(server).finally(() => adapter.close())
    if (fault !== undefined) return [{ name, state: 'wrong', message: fault }]
    return [{ name, state: 'ok', message: `${subject(server.name)} takes the log-in, and mails from here.` }]
  }
  return {
    adapter,
    sendMail: createMailer({ ...resolved, send, appName }),
    attempt,
    diagnose,
    start: async (started) => {
      await queue?.start(started)
      void warnOfNoServer(started)
    },
    outbox: () => queue?.outbox(),
    drain: async (withinMs) => {
      isOver = true
      const until = Date.now() + withinMs
      await settled(withinMs)
      await queue?.outbox()?.stop(Math.max(0, until - Date.now()))
      adapter.close()
    },
  }
}

/** Mails under way get this long when closing. */
const drainSeconds = 10

/** Around a Parse Server that sends mail: answers wait until their mails are kept. */
export const email = (mail: MailSystem, { verifyUserEmails }: ParseServerSettings): Part => ({
  name: 'email',
  diagnose: mail.diagnose,
  parseOptions: (options) => ({ ...options, emailAdapter: mail.adapter }),
  start: async ({ config, publicUrl }) => {
    const masterKey = await masterKeyOf(config.appId)
    await mail.start({ config, masterKey, messageIdHost: publicUrl.hostname })
    const ofDeleted = deletedRecipientHooks(mail.outbox, config, Boolean(verifyUserEmails))
    return {
      hooks: [answersAfterMail, evenAnswers, ofDeleted],
      close: () => mail.drain(drainSeconds * 1000),
    }
  },
})
