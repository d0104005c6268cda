/** What the outbox needs of a store of jobs. */
import type { JobId } from 'agenda'
import type { OutboxEntry } from '../../../api/outbox'
import type { MailJob, MailKey, StoredMail } from './stored-mail'

/** Which mails an operator wants to see. */
export interface Listing {
  /** Both, when undefined. */
  state: OutboxEntry['state'] | undefined
  /** One at least. */
  limit: number
}

/** Which jobs may be claimed: those that are due now, unless they have a lock that still holds. */
export interface Claim {
  now: Date
  /** Locks of this time or before are over. */
  lastOver: Date
  /** One at least. */
  limit: number
}

/** Values of which a mail has one at least. */
export type MailValues = Partial<Record<MailKey, string[]>>

/** Jobs that carry mails. */
export interface JobStore {
  /** The mail is due when it was queued. */
  add(mail: StoredMail): Promise<void>
  /** Atomic: locks the jobs that were due first. Each is given to one caller, of all nodes. */
  claim(claim: Claim): Promise<MailJob[]>
  /** Atomic: locks a job that is free, and due when the caller saw it. @returns whether it did */
  lock(job: MailJob): Promise<boolean>
  /** Writes all but the content. Does nothing when the job is gone. */
  save(job: MailJob): Promise<void>
  has(id: JobId): Promise<boolean>
  find(values: MailValues): Promise<MailJob[]>
  remove(ids: JobId[]): Promise<void>
  /** Those that were queued first. */
  oldest(wanted: Listing): Promise<MailJob[]>
  close(): Promise<void>
}
