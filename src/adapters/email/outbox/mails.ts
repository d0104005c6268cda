/** The mails in the store: what is claimed, changed and removed, and in which order a recipient gets them. */
import type { JobParameters } from 'agenda'
import type { JobStore, Listing } from './job-store'
import { isEarlier, isQueued, isReplaced, type MailJob, type MailKey, type StoredMail } from './stored-mail'

/**
 * When a claimed mail may be sent: now, being alone or the first of several to its recipient; later; or never: it was
 * given up long ago, or a newer one replaces it.
 */
export type Turn = 'alone' | 'first' | 'never' | Date

export interface Mails {
  add(mail: StoredMail): Promise<void>
  /** Atomic: locks the next mail that is due, or whose lock is over. */
  claim(): Promise<MailJob | undefined>
  turnOf(mail: MailJob): Promise<Turn>
  /** Writes all but the content. Does nothing when the mail is gone. */
  save(mail: MailJob): Promise<void>
  /** Removes a mail, and nothing else. */
  forget(mail: MailJob): Promise<void>
  /** Removes a mail, and lets the next one to its recipient go. */
  remove(mail: MailJob): Promise<void>
  /** Lets the mail go that waits for others to the same recipient, once it is the first of them. */
  releaseNext(to: string): Promise<void>
  /** Makes a mail due, afresh when it was given up; one that is under way needs no help. */
  hasten(mail: MailJob): Promise<void>
  /** Drops the queued mails with this key, but for the newest. */
  dropReplaced(replaces: string): Promise<void>
  find(key: MailKey, value: string): Promise<MailJob[]>
  /** Oldest first. */
  list(wanted: Listing): Promise<MailJob[]>
}

const name = 'mail'
/** Until a mail that waits for another, which is under way, looks again. */
const waitMs = 1000

const byAge = (a: MailJob, b: MailJob) => (isEarlier(a, b) ? -1 : 1)

/** @param lockSeconds how long a claim holds */
export function createMails(store: JobStore, lockSeconds: number): Mails {
  const { jobs } = store
  const find = async (key: MailKey, value: string) => (await store.find(key, value)) as MailJob[]
  const queuedTo = async (to: string) => (await find('to', to)).filter(isQueued)

  async function save(mail: MailJob): Promise<void> {
    try {
      await jobs.saveJobState({ ...mail, name, priority: 0, type: 'normal' } as JobParameters, undefined)
    } catch (thrown) {
      // Agenda's error does not tell a mail that is gone from a database that is away.
      if (await jobs.getJobById(mail._id)) throw thrown
    }
  }

  async function hasten(mail: MailJob): Promise<void> {
    const afresh = { failCount: undefined, failReason: undefined, failedAt: undefined }
    const locked = await jobs.lockJob(mail as JobParameters, undefined)
    if (!locked) return
    await save({ ...mail, ...(!isQueued(mail) && afresh), lockedAt: undefined, nextRunAt: new Date() })
  }

  async function releaseNext(to: string): Promise<void> {
    const [next] = (await queuedTo(to)).sort(byAge)
    // One that has failed has a time of its own.
    if (next && !next.failCount && next.nextRunAt.getTime() > Date.now()) await hasten(next)
  }

  async function forget({ _id }: MailJob): Promise<void> {
    await jobs.removeJobs({ id: _id })
  }

  async function remove(mail: MailJob): Promise<void> {
    await forget(mail)
    await releaseNext(mail.data.to)
  }

  return {
    add: (mail) =>
      store.add({
        name,
        data: mail,
        type: 'normal',
        priority: 0,
        nextRunAt: new Date(Math.floor(mail.queuedAt)),
      }),
    async claim() {
      const now = new Date()
      const lockDeadline = new Date(now.getTime() - lockSeconds * 1000)
      return (await jobs.getNextJobToRun(name, now, lockDeadline, now, undefined)) as MailJob | undefined
    },
    async turnOf(mail) {
      const mails = await queuedTo(mail.data.to)
      if (!isQueued(mail) || isReplaced(mail, mails)) return 'never'
      const earlier = mails.filter((other) => isEarlier(other, mail))
      if (earlier.length === 0) return mails.some((other) => isEarlier(mail, other)) ? 'first' : 'alone'
      const dueAt = earlier.map(({ nextRunAt }) => nextRunAt.getTime() + 1)
      return new Date(Math.max(Date.now() + waitMs, ...dueAt))
    },
    save,
    forget,
    remove,
    releaseNext,
    hasten,
    async dropReplaced(replaces) {
      const mails = (await find('replaces', replaces)).filter(isQueued)
      for (const mail of mails.filter((each) => isReplaced(each, mails))) await remove(mail)
    },
    find,
    async list(wanted) {
      const ids = await store.oldest(wanted)
      const { jobs: found } = ids.length > 0 ? await jobs.queryJobs({ ids }) : { jobs: [] }
      return (found as object[] as MailJob[]).sort(byAge)
    },
  }
}
