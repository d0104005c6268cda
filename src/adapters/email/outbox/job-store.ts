/** What the outbox needs of a store of jobs. */
import type { JobParameters, JobRepository } from 'agenda'
import type { OutboxEntry } from './control'
import type { MailKey, StoredMail } from './stored-mail'

/** Which mails an operator wants to see. */
export interface Listing {
  /** Both, when undefined. */
  state: OutboxEntry['state'] | undefined
  /** One at least. */
  limit: number
}

/** Agenda's repository, and a quick way to find jobs. */
export interface JobStore {
  jobs: JobRepository
  add(job: JobParameters<StoredMail>): Promise<void>
  find(key: MailKey, value: string): Promise<object[]>
  /** The ids of those that were queued first. */
  oldest(wanted: Listing): Promise<string[]>
  close(): Promise<void>
}
