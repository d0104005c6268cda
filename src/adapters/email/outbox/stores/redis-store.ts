/** Jobs in Redis. */
import type { RedisJobRepository } from '@agendajs/redis-backend'
import { AccountsError } from '../../../../errors'
import { addJob, agendaJobs } from './job-store'
import type { JobStore, Listing } from './job-store'
import { createClaims } from './redis-index'
import { createIndex, type Redis } from './redis-index'
import { type MailJob, mailJobOf, type StoredJob } from '../stored-mail'

async function loadBackend() {
  try {
    return await import('@agendajs/redis-backend')
  } catch (cause) {
    const message = 'An outbox in Redis needs the package @agendajs/redis-backend. Install it.'
    throw new AccountsError('ERR_START', message, { cause })
  }
}

/** @throws at the first failure, without a cause: errors of Redis carry the command, and AUTH has the password */
async function connect(jobs: RedisJobRepository): Promise<void> {
  const redis = jobs.getRedis()
  const { host, port, password } = redis.options
  const connected = new Promise<void>((resolve, reject) => {
    // It stays: later failures are told by commands, and without a listener they would be written to the console.
    redis.on('error', reject)
    jobs.connect().then(resolve, reject)
  })
  await connected.catch((thrown: unknown) => {
    redis.disconnect()
    const { message } = thrown as Error
    const reason = password ? message.replaceAll(password, '…') : message
    throw new Error(`The outbox can’t use Redis at ${host}:${port}: ${reason}`)
  })
}

/** Reads two fields of every job, and the contents of none. */
async function oldestIds(redis: Redis, name: string, { state, limit }: Listing): Promise<string[]> {
  const ids = await redis.zrange(`${name}:jobs:by_next_run_at`, 0, -1)
  const reads = redis.pipeline()
  for (const id of ids) reads.hmget(`${name}:job:${id}`, 'createdAt', 'failedAt')
  const fields = ((await reads.exec()) ?? []).map(([, read]) => read as (string | null)[])
  return ids
    .map((id, nth) => ({ id, at: String(fields[nth]?.[0]), isFailed: fields[nth]?.[1] !== 'null' }))
    .filter(({ isFailed }) => state === undefined || isFailed === (state === 'failed'))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, limit)
    .map(({ id }) => id)
}

/**
 * Redis must keep what it has (`appendonly yes`, `maxmemory-policy noeviction`).
 * @param url as redis://localhost:6379
 * @throws what Redis said, without the password of the URL
 */
export async function openRedis(url: string, name: string): Promise<JobStore> {
  const { RedisJobRepository } = await loadBackend()
  const jobs = new RedisJobRepository({ connectionString: url, keyPrefix: `${name}:` })
  await connect(jobs)
  const redis = jobs.getRedis()
  const claims = createClaims(redis, name)
  const index = createIndex(redis, name)

  /** Commands that are sent together, and answered together. */
  async function read(ids: string[]): Promise<MailJob[]> {
    const read = await Promise.all(ids.map((id) => jobs.getJobById(id)))
    return read.filter((job) => job !== null).map((job) => mailJobOf(job as StoredJob))
  }

  return {
    ...agendaJobs(jobs),
    add: async (mail) => index.add(await addJob(jobs, mail)),
    claim: async (wanted) => read(await claims.claim(wanted)),
    lock: (job) => claims.lock(job),
    find: async (values) => {
      const ids = await index.find(values)
      const found = await read(ids)
      await index.forget(
        values,
        ids.filter((id) => !found.some(({ _id }) => id === _id)),
      )
      return found
    },
    remove: async (ids) => {
      await Promise.all(ids.map((id) => jobs.removeJobs({ id })))
    },
    oldest: async (wanted) => read(await oldestIds(redis, name, wanted)),
    close: () => jobs.disconnect(),
  }
}
