/** An answer is sent when what it has caused is kept: a process that is killed then has lost nothing. */
import type { Handler } from '../../parse/internals'
import { currentRequest, readyToAnswer } from '../../parse/request/request'
import { inThisScope } from '../../parse/request/scope'

export const answerWhenKept: Handler = (_req, res, next) => {
  const request = currentRequest()
  const ready = inThisScope(readyToAnswer)
  const end = res.end.bind(res) as (...args: unknown[]) => typeof res
  res.end = ((...args: unknown[]) => {
    if (!request || request.pending.size === 0) return end(...args)
    void ready().then(() => end(...args))
    return res
  }) as typeof res.end
  next()
}
