/** The outbox: mails are stored before they are sent, and tried until they are delivered or given up. */
import { randomUUID } from 'node:crypto'
import type { Deliver } from './attempt'
import type { OutboxControl, OutboxCounts, OutboxEntry } from '../../../api/outbox'
import { WrongArgument } from '../../../errors'
import { createOpening, type OpeningParts } from './open'
import { createOutageLog, type Words } from '../../outage'
import { defaultPolicy, type OutboxPolicy } from './policy'
import { createSeal } from './seal'
import { type MailJob, isQueued } from './stored-mail'

/** Leaves out the content, which only `deliver` gets. */
export function entryOf(mail: MailJob): OutboxEntry {
  const { mailId, kind, to, queuedAt } = mail.data
  return {
    id: mailId,
    kind,
    to,
    queuedAt: new Date(queuedAt),
    attempts: mail.failCount ?? 0,
    nextTryAt: isQueued(mail) ? mail.nextRunAt : undefined,
    state: isQueued(mail) ? 'queued' : 'failed',
    reason: mail.failReason,
  }
}

/** @throws {WrongArgument} for a filter that a program without types may come with */
export function assertFilter(state: unknown, limit: number): void {
  if (state !== undefined && state !== 'queued' && state !== 'failed')
    throw new WrongArgument('list() expects "queued" or "failed" as the state, or none.')
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new WrongArgument('list() expects a whole number above 0 as the limit.')
}

/** A mail to be sent. */
export interface QueuedMail {
  /** What kind of mail, as `passwordReset`: shown to operators. */
  kind: string
  /** The recipient's address: mails to one recipient keep their order. */
  to: string
  /** Whether others get it, too: then it outlasts its recipient. */
  isShared?: boolean
  /** Who takes it, of mails to different recipients: only some to one receiver are under way at a time. */
  receiver?: string
  /** A queued mail with the same key is dropped when this one comes: the newest link wins. */
  replaces?: string
  /** Whatever `deliver` needs, JSON; stored encrypted. */
  content: unknown
}

export interface Outbox extends OutboxControl {
  /** Resolves when the mail is stored; from then on it is not lost. */
  add(mail: QueuedMail): Promise<void>
  /** Forgets all mails to an address and to no other, or those with a key that a newer one `replaces`. */
  discardTo(to: string, replaces?: string): Promise<void>
  /** @throws what the database said, when the table can't be opened */
  start(): Promise<void>
  /** Lets mail in flight finish, for `withinMs` at the most; what is not sent stays queued. Its end: safe to call twice. */
  stop(withinMs: number): Promise<void>
}

/** What an outbox is made of. */
export interface OutboxParts extends Pick<
  OpeningParts,
  'store' | 'storeName' | 'sendsOwnOnly' | 'log' | 'databaseWords'
> {
  /** The keys come from it. Mails that were stored under another one are given up. */
  secret: string
  deliver: Deliver
  /** The right half of Message-IDs: the domain of the sender. */
  messageIdHost: string
  onGivenUp: (entry: OutboxEntry) => void
  /** What the log says of a server that takes nothing. @default those of mails */
  serverWords?: Words
  policy?: Partial<OutboxPolicy>
}

const defaultLimit = 100

const wordsOfMails: Words = {
  begins: (reason: string) => `A mail could not be sent, and is tried again later: ${reason}`,
  ends: 'Mails are sent again.',
}

/** Milliseconds since 1970 that grow with each call: mails of the same instant keep their order. */
function createClock(): () => number {
  let last = 0
  return () => (last = Math.max(Date.now(), last + 0.001))
}

/** Creates an outbox, which opens its store when it is first used, and sends when it was started. */
export function createOutbox(parts: OutboxParts): Outbox {
  const policy = { ...defaultPolicy, ...parts.policy }
  const seal = createSeal(parts.secret)
  const counts: OutboxCounts = { queued: 0, delivered: 0, failed: 0, retried: 0 }
  const clock = createClock()
  const server = createOutageLog(parts.log, parts.serverWords ?? wordsOfMails)
  const on = {
    delivered: () => {
      counts.delivered++
      server.over()
    },
    retried: ({ failReason = 'unknown reason' }: MailJob) => {
      counts.retried++
      server.met(failReason)
    },
    givenUp: (mail: MailJob) => {
      counts.failed++
      parts.onGivenUp(entryOf(mail))
    },
  }
  const { open, close } = createOpening({ ...parts, policy, seal, on })

  return {
    async add({ kind, to, isShared, receiver, replaces, content }) {
      const { mails, worker } = await open()
      const label = { mailId: randomUUID(), kind, to }
      const key = replaces === undefined ? {} : { replaces: seal.digest(replaces) }
      const who = { ...(receiver !== undefined && { receiver }), ...(isShared && { isShared }) }
      await mails.add({ ...label, ...key, ...who, queuedAt: clock(), content: seal.close(content, label) })
      counts.queued++
      if (key.replaces !== undefined) await mails.dropReplaced(key.replaces)
      worker.wake()
    },
    async list({ state, limit = defaultLimit } = {}) {
      assertFilter(state, limit)
      const { mails } = await open()
      const entries = (await mails.list({ state, limit })).map(entryOf)
      // Between its two reads a mail may have been given up or retried.
      return entries.filter((entry) => state === undefined || entry.state === state)
    },
    async retry(id) {
      const { mails, worker } = await open()
      const [mail] = await mails.find('mailId', id)
      if (!mail) return false
      await mails.hasten(mail)
      worker.wake()
      return true
    },
    async discard(id) {
      const { mails, worker } = await open()
      const found = await mails.find('mailId', id)
      for (const mail of found) await mails.remove(mail)
      worker.wake()
      return found.length > 0
    },
    async discardTo(to, replaces) {
      const { mails, worker } = await open()
      const key = replaces === undefined ? undefined : seal.digest(replaces)
      const found = (await mails.find('to', to)).filter(({ data }) => !data.isShared)
      if (key === undefined) for (const mail of found) await mails.forget(mail)
      else for (const mail of found) if (mail.data.replaces === key) await mails.remove(mail)
      worker.wake()
    },
    counts: () => ({ ...counts }),
    start: async () => (await open()).worker.start(),
    stop: close,
  }
}
