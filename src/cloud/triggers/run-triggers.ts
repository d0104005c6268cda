/**
 * Runs the triggers of one type, ours and the host's. What a `before…` throws refuses, and those after it don't run.
 * What an `after…` throws comes too late to refuse: all of them run. What hangs is cut off, where people wait for it.
 */
import type { TriggerFailure } from '../../api/triggers'
import { isBlockedError } from '../../auth/blocked/state'
import { reasonOf } from '../../errors'
import { parseError } from '../../parse/errors'
import type { ParseConfig, TriggerHandler, TriggerRequest } from '../../parse/internals'
import type { Events } from '../../part/part'
import { timedOut, within } from '../../part/within'
import type { TriggerOptions } from './options'
import { addWayIn } from './request'
import { markRefusal } from './refusals'
import { type Registration, type Row, runHosts } from './rows'
import { runPlain } from './run-plain'

/** Those in which people wait for a log-in or a log-out, and that may be cut off. */
const isTimed = (type: string): type is TriggerFailure['trigger'] =>
  ['beforeLogin', 'afterLogin', 'afterLogout'].includes(type)

/** Whose log-in or log-out it is. */
function userIdIn({ object }: TriggerRequest): string | undefined {
  if (object?.className !== '_Session') return object?.id
  return (object.get('user') as { id?: string } | undefined)?.id
}

/** @returns what runs a row of triggers, in place of the one that Parse Server would run */
export function createRunner(
  { loggerController }: Pick<ParseConfig, 'loggerController'>,
  events: Events,
  { timeoutSeconds }: TriggerOptions,
) {
  function tell(failure: TriggerFailure): void {
    const { trigger, reason, message } = failure
    const what = reason === 'timeout' ? 'was cut off' : 'failed, after what it was told of was done'
    loggerController.error(`A trigger (${trigger}) ${what}: ${message}`)
    events.emit('triggerFailed', failure)
  }

  /** Runs one of those that people wait for. @throws what it threw; 141 for a `beforeLogin` that hangs */
  async function runTimed(trigger: TriggerFailure['trigger'], each: Registration, request: TriggerRequest) {
    const outcome = await within(runHosts(trigger, each, request), timeoutSeconds)
    if (outcome !== timedOut) return outcome
    const userId = userIdIn(request)
    const message = `it has not ended after ${String(timeoutSeconds)} seconds`
    tell({ trigger, reason: 'timeout', message, ...(userId && { userId }) })
    if (trigger === 'beforeLogin')
      throw parseError('SCRIPT_FAILED', 'The log-in could not be checked in time. Try again.')
    return undefined
  }

  /** @throws {Parse.Error} what refuses the log-in, told from refusals of others */
  function refuse(request: TriggerRequest, thrown: unknown): never {
    const refusal = markRefusal(thrown)
    const userId = request.object?.id
    const reason = isBlockedError(thrown) ? 'blocked' : 'refused'
    events.emit('logInRefused', { provider: String(request.provider), reason, ...(userId && { userId }) })
    throw refusal
  }

  function afterwards(trigger: TriggerFailure['trigger'], request: TriggerRequest, thrown: unknown): void {
    const userId = userIdIn(request)
    tell({ trigger, reason: 'threw', message: reasonOf(thrown), ...(userId && { userId }) })
  }

  async function runBeforeLogin({ ours, hosts }: Row, request: TriggerRequest) {
    try {
      for (const handler of [...ours]) await handler(request)
      for (const each of [...hosts]) await runTimed('beforeLogin', each, request)
    } catch (thrown) {
      refuse(request, thrown)
    }
  }

  async function runAfter(
    trigger: 'afterLogin' | 'afterLogout',
    { ours, hosts }: Row,
    request: TriggerRequest,
  ) {
    const faults: unknown[] = []
    const attempt = (work: () => unknown) =>
      Promise.resolve()
        .then(work)
        .catch((thrown: unknown) => {
          faults.push(thrown)
          afterwards(trigger, request, thrown)
        })
    for (const handler of [...ours]) await attempt(() => handler(request))
    for (const each of [...hosts]) await attempt(() => runTimed(trigger, each, request))
    // The client is told, as by Parse Server, though the session has ended.
    if (trigger === 'afterLogout' && faults.length > 0) throw faults[0]
  }

  return (type: string, row: Row): TriggerHandler =>
    async (request) => {
      if (!isTimed(type)) return runPlain(type, row, request)
      addWayIn(request)
      return type === 'beforeLogin' ? runBeforeLogin(row, request) : runAfter(type, row, request)
    }
}
