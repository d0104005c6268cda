/** What the outbox needs of a store of jobs. */
import type { JobId, JobParameters, JobRepository } from 'agenda'
import type { OutboxEntry } from '../../../../api/outbox'
import type { MailJob, MailKey, StoredMail } from '../stored-mail'

/** Of all jobs that carry a mail. */
export const fixed = { name: 'mail', priority: 0, type: 'normal' } as const

/** In which order jobs are due: Agenda makes its index for it. */
export const sort = { nextRunAt: 'asc', priority: 'desc' } as const

/** A node whose clock was ahead for a moment goes on to count from there: such mails are due now all the same. */
export const dueAtFirst = ({ queuedAt }: Pick<StoredMail, 'queuedAt'>) =>
  new Date(Math.min(Math.floor(queuedAt), Date.now()))

/** @returns the job, with its id */
export const addJob = (jobs: JobRepository, data: StoredMail): Promise<JobParameters<StoredMail>> =>
  jobs.saveJob({ ...fixed, data, nextRunAt: dueAtFirst(data) }, undefined)

async function save(jobs: JobRepository, job: MailJob): Promise<void> {
  try {
    await jobs.saveJobState({ ...job, ...fixed } as JobParameters, undefined)
  } catch (thrown) {
    // Agenda's error does not tell a job that is gone from a database that is away.
    if (await jobs.getJobById(job._id)) throw thrown
  }
}

/** What Agenda does well enough in every database. */
export const agendaJobs = (jobs: JobRepository): Pick<JobStore, 'lock' | 'save' | 'has' | 'remove'> => ({
  lock: async (job) => Boolean(await jobs.lockJob({ ...job, ...fixed } as JobParameters, undefined)),
  save: (job) => save(jobs, job),
  has: async (id) => (await jobs.getJobById(id)) !== null,
  remove: async (ids) => {
    await jobs.removeJobs({ ids })
  },
})

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
  /** Receivers whose mails are left. */
  passedOver: string[]
}

/** Values of which a mail has one at least. */
export type MailValues = Partial<Record<MailKey, string[]>>

/** Jobs that carry mails. */
export interface JobStore {
  /** The mail is due when it was queued, or now where that is said to be later. */
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
