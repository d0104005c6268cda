/**
 * Jobs by Agenda's own repositories, which change them one by one. Its processor is not used: it keeps no order, leaves
 * timers behind and lets rejections escape in an outage.
 */
import type { JobParameters, JobRepository } from 'agenda'
import type { JobStore } from './job-store'
import type { MailJob, StoredMail } from './stored-mail'

/** Of all jobs that carry a mail. */
export const fixed = { name: 'mail', priority: 0, type: 'normal' } as const

/** In which order jobs are due: Agenda makes its index for it. */
export const sort = { nextRunAt: 'asc', priority: 'desc' } as const

export const dueAtFirst = ({ queuedAt }: Pick<StoredMail, 'queuedAt'>) => new Date(Math.floor(queuedAt))

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
