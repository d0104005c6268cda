/** Sets in Redis that lead to jobs: Agenda itself would read every job to find one. */
import type { JobParameters } from 'agenda'
import type { RedisJobRepository } from '@agendajs/redis-backend'
import type { MailValues, Claim } from './job-store'
import { mailKeys, type StoredMail, type MailJob } from '../stored-mail'

/**
 * Locks the jobs that are due first, of those that are free or whose lock is over. Locked ones stay in the set, so it
 * looks past as many as are under way on all nodes, and past those of receivers that are passed over.
 * Keys: the sorted set of due times; what the keys of jobs begin with. Arguments: now; the last lock that is over; how
 * many jobs; then how the data of jobs have a receiver that is passed over, as parsing each would take long.
 */
const claimScript = `
  local from, claimed = 0, {}
  local function isPassedOver(job)
    if #ARGV == 3 then return false end
    local data = redis.call('HGET', job, 'data') or ''
    for nth = 4, #ARGV do
      if string.find(data, ARGV[nth], 1, true) then return true end
    end
    return false
  end
  while true do
    local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', from, 50)
    if #ids == 0 then return claimed end
    from = from + #ids
    for _, id in ipairs(ids) do
      local job = KEYS[2] .. id
      local name, lockedAt = unpack(redis.call('HMGET', job, 'name', 'lockedAtMs'))
      lockedAt = tonumber(lockedAt)
      if not name then
        -- It was removed while its state was saved: what is left has no content.
        redis.call('DEL', job)
        redis.call('ZREM', KEYS[1], id)
        from = from - 1
      elseif (not lockedAt or lockedAt <= tonumber(ARGV[2])) and not isPassedOver(job) then
        redis.call('HSET', job, 'lockedAtMs', ARGV[1])
        table.insert(claimed, id)
        if #claimed == tonumber(ARGV[3]) then return claimed end
      end
    end
  end`

/** Locks a job that is free and due when the caller saw it. Key: the job. Arguments: now; when it was due. */
const lockScript = `
  local lockedAt, dueAt = unpack(redis.call('HMGET', KEYS[1], 'lockedAtMs', 'nextRunAt'))
  if lockedAt ~= 'null' or dueAt ~= ARGV[2] then return false end
  redis.call('HSET', KEYS[1], 'lockedAtMs', ARGV[1])
  return true`

/** @param name what the keys of these jobs begin with */
export function createClaims(redis: Redis, name: string) {
  const jobPrefix = `${name}:job:`
  return {
    /** @returns the ids of the jobs */
    async claim({ now, lastOver, limit, passedOver }: Claim): Promise<string[]> {
      const keys = [`${name}:jobs:by_next_run_at`, jobPrefix]
      const receivers = passedOver.map((receiver) => `"receiver":${JSON.stringify(receiver)}`)
      return (await redis.eval(claimScript, 2, ...keys, +now, +lastOver, limit, ...receivers)) as string[]
    },
    /** @returns whether it was free */
    async lock({ _id, nextRunAt }: MailJob): Promise<boolean> {
      const locked = await redis.eval(
        lockScript,
        1,
        `${jobPrefix}${_id}`,
        Date.now(),
        nextRunAt.toISOString(),
      )
      return locked !== null
    },
  }
}

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
