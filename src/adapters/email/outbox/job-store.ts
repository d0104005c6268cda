/** What the outbox needs of a store of jobs. */
import type { JobParameters, JobRepository } from 'agenda'
import type { MailKey, StoredMail } from './stored-mail'

/** Agenda's repository, and a quick way to find jobs. */
export interface JobStore {
  jobs: JobRepository
  add(job: JobParameters<StoredMail>): Promise<void>
  find(key: MailKey, value: string): Promise<object[]>
  close(): Promise<void>
}
