/** Jobs in MongoDB, on the connections that Parse Server has. */
import { randomUUID } from 'node:crypto'
import type { MongoJobRepository } from '@agendajs/mongo-backend'
import { addJob, agendaJobs, fixed, sort } from './job-store'
import type { Claim, JobStore, Listing, MailValues } from './job-store'
import { type MailJob, mailJobOf, mailKeys, type StoredJob } from '../stored-mail'

export type Db = ReturnType<MongoJobRepository['getDb']>
type Collection = ReturnType<Db['collection']>

/** Contents, which nobody looks for, stay where they are. */
const projection = { 'data.content': 0 }

const jobsOf = (documents: Record<string, unknown>[]) =>
  documents.map((job) => mailJobOf({ ...job, _id: String(job._id) } as StoredJob))

/**
 * MongoDB claims documents one at a time, or writes several without a word about which they were. Where another node was
 * quicker with some, ours are known by the claim's own name, and others are looked for.
 */
async function claim(jobs: Collection, wanted: Claim): Promise<MailJob[]> {
  const { now, lastOver, limit, passedOver } = wanted
  const isFree = { $or: [{ lockedAt: null }, { lockedAt: { $lte: lastOver } }] }
  const isWanted = passedOver.length > 0 && { 'data.receiver': { $nin: passedOver } }
  const due = { name: fixed.name, nextRunAt: { $lte: now }, ...isFree, ...isWanted }
  const seen = await jobs.find(due).sort({ nextRunAt: 1 }).limit(limit).toArray()
  if (seen.length === 0) return []
  const _id = { $in: seen.map((job) => job._id) }
  const claimed = { lockedAt: now, lastModifiedBy: randomUUID() }
  const { modifiedCount } = await jobs.updateMany({ _id, ...due }, { $set: claimed })
  if (modifiedCount === seen.length) return jobsOf(seen.map((job) => ({ ...job, ...claimed })))
  const ours = jobsOf(await jobs.find({ _id, ...claimed }).toArray())
  return [...ours, ...(await claim(jobs, { ...wanted, limit: limit - ours.length }))]
}

async function find(jobs: Collection, values: MailValues) {
  const any = Object.entries(values).map(([key, some]) => ({ [`data.${key}`]: { $in: some } }))
  return jobsOf(await jobs.find({ $or: any }, { projection }).toArray())
}

async function oldest(jobs: Collection, { state, limit }: Listing) {
  const where = state === undefined ? {} : { failedAt: state === 'failed' ? { $ne: null } : null }
  const found = jobs.find(where, { projection }).sort({ 'data.queuedAt': 1 }).limit(limit)
  return jobsOf(await found.toArray())
}

/** Creates what is missing of the collection and its indexes. */
export async function openMongo(mongo: Db, collection: string): Promise<JobStore> {
  const { MongoJobRepository } = await import('@agendajs/mongo-backend')
  const repository = new MongoJobRepository({ mongo, db: { collection }, sort })
  await repository.connect()
  const jobs = mongo.collection(collection)
  await jobs.createIndexes(mailKeys.map((key) => ({ key: { [`data.${key}`]: 1 } })))
  return {
    ...agendaJobs(repository),
    add: async (mail) => {
      await addJob(repository, mail)
    },
    claim: (wanted) => claim(jobs, wanted),
    find: (values) => find(jobs, values),
    oldest: (wanted) => oldest(jobs, wanted),
    close: () => Promise.resolve(),
  }
}
