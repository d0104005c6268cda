/** A mail as it is stored: what is readable of it, and which of two mails to one recipient comes first. */
import type { JobId } from 'agenda'

/**
 * When a claimed mail may be sent: now, being alone or the first of several to its recipient; later; or never: it was
 * given up long ago, or a newer one replaces it.
 */
export type Turn = 'alone' | 'first' | 'never' | Date

/** Until a mail that waits for another, which is under way, looks again. */
const waitMs = 1000

/** @param stored mails, those to the same recipient among them */
export function decideTurn(mail: MailJob, stored: MailJob[]): Turn {
  const queued = stored.filter((other) => isQueued(other) && other.data.to === mail.data.to)
  if (!isQueued(mail) || isReplaced(mail, queued)) return 'never'
  const earlier = queued.filter((other) => isEarlier(other, mail) && holdsUp(other, mail))
  if (earlier.length === 0) return queued.some((other) => isEarlier(mail, other)) ? 'first' : 'alone'
  const dueAt = earlier.map(({ nextRunAt }) => nextRunAt.getTime() + 1)
  return new Date(Math.max(Date.now() + waitMs, ...dueAt))
}

/** The readable part; the content is sealed. */
export interface StoredMail {
  /** The left half of its Message-ID. */
  mailId: string
  kind: string
  to: string
  /** Of a mail that others get, too. */
  isShared?: boolean
  /** Who takes it, where several recipients have one who may hang. */
  receiver?: string
  /** Milliseconds since 1970, with a fraction where one node queued several within one. */
  queuedAt: number
  /** A digest: the key itself may name a user. */
  replaces?: string
  content: string
}

/** The job that carries a mail, with the fields of Agenda that are used. */
export interface MailJob {
  _id: JobId
  data: StoredMail
  /** When it is tried again; of a mail that was given up, when it is forgotten. */
  nextRunAt: Date
  lockedAt: Date | undefined
  failCount: number | undefined
  failReason: string | undefined
  /** Set when it was given up, and not before. */
  failedAt: Date | undefined
}

/** A job as databases have it, where an empty field is null. */
export type StoredJob = { [Field in keyof MailJob]: MailJob[Field] | null } & Pick<
  MailJob,
  '_id' | 'data' | 'nextRunAt'
>

/** Leaves out what else Agenda keeps. */
export const mailJobOf = (job: StoredJob): MailJob => ({
  _id: job._id,
  data: job.data,
  nextRunAt: job.nextRunAt,
  lockedAt: job.lockedAt ?? undefined,
  failCount: job.failCount ?? undefined,
  failReason: job.failReason ?? undefined,
  failedAt: job.failedAt ?? undefined,
})

/** The fields by which mails are looked for. */
export const mailKeys = ['mailId', 'to', 'replaces'] as const
export type MailKey = (typeof mailKeys)[number]

export const isQueued = ({ failedAt }: MailJob): boolean => failedAt === undefined

/** Whether `a` was queued before `b`; on two nodes in the same instant, one of them is chosen. */
export const isEarlier = ({ data: a }: MailJob, { data: b }: MailJob): boolean =>
  a.queuedAt < b.queuedAt || (a.queuedAt === b.queuedAt && a.mailId < b.mailId)

/** Order is worth a first try: one that fails for days must not keep a link from its reader that ends within the hour. */
export const isUntried = (mail: MailJob): boolean => isQueued(mail) && !mail.failCount

/** Of the same key, only one is to be under way. */
const holdsUp = (earlier: MailJob, { data }: MailJob): boolean =>
  isUntried(earlier) || (data.replaces !== undefined && earlier.data.replaces === data.replaces)

/** Whether a later mail has the same key. */
export const isReplaced = (mail: MailJob, others: MailJob[]): boolean =>
  mail.data.replaces !== undefined &&
  others.some((other) => other.data.replaces === mail.data.replaces && isEarlier(mail, other))
