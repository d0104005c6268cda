/** Sets in Redis that lead to jobs: Agenda itself would read every job to find one. */
import type { JobParameters } from 'agenda'
import type { RedisJobRepository } from '@agendajs/redis-backend'
import type { MailValues } from './job-store'
import { mailKeys, type StoredMail } from './stored-mail'

export type Redis = ReturnType<RedisJobRepository['getRedis']>

/** Longer than any mail is kept. */
const indexSeconds = 30 * 86_400

/** @param name what the keys of the sets begin with */
export function createIndex(redis: Redis, name: string) {
  const setOf = (key: string, value: string) => `${name}:by:${key}:${value}`
  const setsOf = (values: MailValues) =>
    Object.entries(values).flatMap(([key, some]) => some.map((value) => setOf(key, value)))

  return {
    async add({ _id, data }: JobParameters<StoredMail>): Promise<void> {
      const changes = redis.multi()
      for (const key of mailKeys) {
        const value = data[key]
        if (value === undefined) continue
        changes.sadd(setOf(key, value), String(_id)).expire(setOf(key, value), indexSeconds)
      }
      await changes.exec()
    },
    /** @returns ids; of some the jobs may be gone */
    find: (values: MailValues): Promise<string[]> => redis.sunion(setsOf(values)),
    async forget(values: MailValues, ids: string[]): Promise<void> {
      if (ids.length > 0) await Promise.all(setsOf(values).map((set) => redis.srem(set, ids)))
    },
  }
}
