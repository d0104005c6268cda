/** The mails in the store: what is claimed, changed and removed, several together, and who is the next to be sent. */
import DataLoader from 'dataloader'
import type { JobStore, Listing } from './stores/job-store'
import { isEarlier, isQueued, isReplaced, isUntried } from './stored-mail'
import { decideTurn, type MailJob, type MailKey, type StoredMail, type Turn } from './stored-mail'

/**
 * @param load gets the keys of all calls within `collectMs`; resolves with their values, in the same order
 * @param collectMs 0 for the calls that are made together
 */
export function inBatches<Key, Value>(
  load: (keys: readonly Key[]) => Promise<Value[]>,
  collectMs = 0,
): (key: Key) => Promise<Value> {
  const wait = { batchScheduleFn: (dispatch: () => void) => void setTimeout(dispatch, collectMs) }
  const loader = new DataLoader<Key, Value>(load, { cache: false, ...(collectMs > 0 && wait) })
  return (key) => loader.load(key)
}

export interface Mails {
  add(mail: StoredMail): Promise<void>
  /** Atomic: locks the next mail that is due, or whose lock is over. */
  claim(): Promise<MailJob | undefined>
  turnOf(mail: MailJob): Promise<Turn>
  /** Whether it is still there. */
  isKept(mail: MailJob): Promise<boolean>
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

/** What is asked of the database within these times is asked together. */
const collectClaimsMs = 20
/** A mail that was sent and not yet forgotten comes twice when its node dies. */
const collectForgottenMs = 10

const byAge = (a: MailJob, b: MailJob) => (isEarlier(a, b) ? -1 : 1)

/**
 * @param lockSeconds how long a claim holds
 * @param passedOver receivers for which nothing is claimed now
 */
export function createMails(store: JobStore, lockSeconds: number, passedOver: () => string[]): Mails {
  const save = (mail: MailJob) => store.save(mail)
  const find = (key: MailKey, value: string) => store.find({ [key]: [value] })

  const claim = inBatches(async (asked: readonly true[]) => {
    const now = new Date()
    const lastOver = new Date(now.getTime() - lockSeconds * 1000)
    const claimed = await store.claim({ now, lastOver, limit: asked.length, passedOver: passedOver() })
    return asked.map((_, nth) => claimed[nth])
  }, collectClaimsMs)

  const turnOf = inBatches(async (claimed: readonly MailJob[]) => {
    const stored = await store.find({ to: claimed.map(({ data }) => data.to) })
    return claimed.map((mail) => decideTurn(mail, stored))
  })

  const forget = inBatches(async (gone: readonly MailJob[]) => {
    await store.remove(gone.map(({ _id }) => _id))
    return gone.map(() => undefined)
  }, collectForgottenMs)

  async function hasten(mail: MailJob): Promise<void> {
    const afresh = { failCount: undefined, failReason: undefined, failedAt: undefined }
    if (!(await store.lock(mail))) return
    await save({ ...mail, ...(!isQueued(mail) && afresh), lockedAt: undefined, nextRunAt: new Date() })
  }

  async function releaseNext(to: string): Promise<void> {
    // One that has failed has a time of its own.
    const [next] = (await find('to', to)).filter(isUntried).sort(byAge)
    if (next && next.nextRunAt.getTime() > Date.now()) await hasten(next)
  }

  async function remove(mail: MailJob): Promise<void> {
    await forget(mail)
    await releaseNext(mail.data.to)
  }

  return {
    add: (mail) => store.add(mail),
    claim: () => claim(true),
    turnOf,
    isKept: ({ _id }) => store.has(_id),
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
    list: async (wanted) => (await store.oldest(wanted)).sort(byAge),
  }
}
