/**
 * Claims in Redis: scripts, which nothing can come between. Agenda's own claim sorts all jobs each time, and its
 * lock watches keys on a connection that others use meanwhile, so that two nodes may get the same job.
 */
import type { RedisJobRepository } from '@agendajs/redis-backend'

/**
 * Locks the job that is due first, of those that are free or whose lock is over. Locked ones stay in the set, so it
 * looks past as many as are under way on all nodes.
 * Keys: the sorted set of due times; what the keys of jobs begin with. Arguments: now; the last lock that is over.
 */
const claimScript = `
  local from = 0
  while true do
    local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', from, 50)
    if #ids == 0 then return false end
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
      elseif not lockedAt or lockedAt <= tonumber(ARGV[2]) then
        redis.call('HSET', job, 'lockedAtMs', ARGV[1])
        return id
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
export function useScripts(jobs: RedisJobRepository, name: string): void {
  const redis = jobs.getRedis()
  const jobPrefix = `${name}:job:`

  jobs.getNextJobToRun = async (_name, now, lockDeadline) => {
    const keys = [`${name}:jobs:by_next_run_at`, jobPrefix]
    const id = await redis.eval(claimScript, keys.length, ...keys, now.getTime(), lockDeadline.getTime())
    return typeof id === 'string' ? ((await jobs.getJobById(id)) ?? undefined) : undefined
  }
  jobs.lockJob = async (job) => {
    const dueAt = job.nextRunAt?.toISOString() ?? ''
    const isLocked = await redis.eval(lockScript, 1, `${jobPrefix}${job._id}`, Date.now(), dueAt)
    return isLocked ? job : undefined
  }
}
