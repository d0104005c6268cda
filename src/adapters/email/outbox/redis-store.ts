/** Jobs in Redis, with sets that lead to them: Agenda itself would read every job to find one. */
import type { JobParameters } from 'agenda'
import type { RedisJobRepository } from '@agendajs/redis-backend'
import { AccountsError } from '../../../errors'
import type { JobStore, Listing } from './job-store'
import { useScripts } from './redis-claims'
import type { MailKey, StoredMail } from './stored-mail'

/** Longer than any mail is kept. */
const indexSeconds = 30 * 86_400

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

/**
 * Redis must keep what it has (`appendonly yes`, `maxmemory-policy noeviction`).
 * @param url as redis://localhost:6379
 * @throws what Redis said, without the password of the URL
 */
export async function openRedis(url: string, name: string): Promise<JobStore> {
  const { RedisJobRepository } = await loadBackend()
  const jobs = new RedisJobRepository({ connectionString: url, keyPrefix: `${name}:` })
  await connect(jobs)
  useScripts(jobs, name)
  const redis = jobs.getRedis()
  const indexOf = (key: MailKey, value: string) => `${name}:by:${key}:${value}`

  async function index({ _id, data }: JobParameters<StoredMail>): Promise<void> {
    const changes = redis.multi()
    for (const key of ['mailId', 'to', 'replaces'] as const) {
      const value = data[key]
      if (value === undefined) continue
      changes.sadd(indexOf(key, value), String(_id)).expire(indexOf(key, value), indexSeconds)
    }
    await changes.exec()
  }

  /** Reads two fields of every job, and the contents of none. */
  async function oldest({ state, limit }: Listing): Promise<string[]> {
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

  return {
    jobs,
    add: async (job) => index(await jobs.saveJob(job, undefined)),
    find: async (key, value) => {
      const ids = await redis.smembers(indexOf(key, value))
      const { jobs: found } = ids.length > 0 ? await jobs.queryJobs({ ids }) : { jobs: [] }
      const gone = ids.filter((id) => !found.some(({ _id }) => id === String(_id)))
      if (gone.length > 0) await redis.srem(indexOf(key, value), gone)
      return found
    },
    oldest,
    close: () => jobs.disconnect(),
  }
}
