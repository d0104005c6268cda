/** An answer is sent when what it has caused is kept: a process that is killed then has lost nothing. */
import type { Handler } from '../../parse/internals'
import { allSettled, pendingOf } from '../../parse/request/request'

/** It may come before whatever makes the request known: the contexts of a request have one list. */
export const answerWhenKept: Handler = (req, res, next) => {
  const pending = pendingOf(req)
  const end = res.end.bind(res) as (...args: unknown[]) => typeof res
  res.end = ((...args: unknown[]) => {
    if (pending.size === 0) return end(...args)
    void allSettled(pending).then(() => end(...args))
    return res
  }) as typeof res.end
  next()
}
