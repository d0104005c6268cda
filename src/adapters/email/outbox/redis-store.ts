/** Jobs in Redis, with sets that lead to them: Agenda itself would read every job to find one. */
import type { JobParameters } from 'agenda'
import { AccountsError } from '../../../errors'
import type { JobStore } from './job-store'
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

/**
 * For hundreds of queued mails: Agenda's claim looks at all of them, so that ten thousand leave at about eight a
 * second. Redis must keep what it has (`appendonly yes`, `maxmemory-policy noeviction`).
 * @param url as redis://localhost:6379
 * @throws what Redis said
 */
export async function openRedis(url: string, name: string): Promise<JobStore> {
  const { RedisJobRepository } = await loadBackend()
  const jobs = new RedisJobRepository({ connectionString: url, keyPrefix: `${name}:` })
  const redis = jobs.getRedis()
  // Commands tell of failures; without a listener, ioredis also writes them to the console.
  redis.on('error', () => undefined)
  await jobs.connect().catch((thrown: unknown) => {
    redis.disconnect()
    throw thrown
  })
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
    close: () => jobs.disconnect(),
  }
}
