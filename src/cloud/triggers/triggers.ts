/**
 * The triggers around users and their log-ins: ours, and any number of the host's for each, in this order: ours first,
 * then the host's as they were registered, whenever that is.
 *
 * Parse Server keeps the last registration only. What each of them may do is in `run-triggers.ts`.
 */
import type { Hooks } from '../../parse/hooks'
import { internals, type ParseConfig, type RequestConfig, type TriggerHandler } from '../../parse/internals'
import type { Events, Part, Triggers } from '../../part/part'
import type { TriggerOptions } from './options'
import { isWebhook, keyOf, type Row } from './rows'
import { createRunner } from './run-triggers'

/** What ours may be. */
const composed = new Set([
  ...['beforeLogin', 'afterLogin', 'beforeSave', 'afterSave', 'beforeDelete', 'afterDelete'].map((type) =>
    keyOf(type, '_User'),
  ),
  keyOf('afterLogout', '_Session'),
])

export const isComposed = (type: string, className: string): boolean => composed.has(keyOf(type, className))

/** A webhook takes the place of the one before. */
function removeWebhook({ hosts }: Row): void {
  const former = hosts.findIndex(isWebhook)
  if (former >= 0) hosts.splice(former, 1)
}

/** Of triggers that no host has, parse-server would log at each log-in that they ran, with the user they got. */
const withoutLog = (config: RequestConfig): RequestConfig =>
  Object.assign(Object.create(config) as RequestConfig, {
    logLevels: { ...config.logLevels, triggerAfter: 'silent', triggerBeforeSuccess: 'silent' },
  })

function compose(config: ParseConfig, events: Events, options: TriggerOptions) {
  const { appId } = config
  const run = createRunner(config, events, options)
  const rows = new Map<string, Row>()
  const dispatchers = new WeakSet<TriggerHandler>()
  /** Counts on when a webhook goes: no two validators get one name. */
  let validators = 0

  /** Registers one dispatcher for the row, when there is the first trigger for it. */
  function rowOf(type: string, className: string): Row {
    const known = rows.get(keyOf(type, className))
    if (known) return known
    const row: Row = { ours: [], hosts: [] }
    const dispatch = run(type, row)
    dispatchers.add(dispatch)
    internals.triggers().addTrigger(type, className, dispatch, appId)
    rows.set(keyOf(type, className), row)
    return row
  }

  const hooks: Hooks = {
    'triggers.addTrigger': (next, type, className, handler, applicationId, validator) => {
      if (!isComposed(type, className) || typeof handler !== 'function' || dispatchers.has(handler))
        return next(type, className, handler, applicationId, validator)
      const row = rowOf(type, className)
      const name = validator ? `${className}#${(validators += 1)}` : undefined
      const registration = { handler, className: name }
      if (isWebhook(registration)) removeWebhook(row)
      row.hosts.push(registration)
      if (name) next(type, name, handler, applicationId, validator)
    },
    'triggers.removeTrigger': (next, type, className, applicationId) => {
      const row = rows.get(keyOf(type, className))
      if (!row) return next(type, className, applicationId)
      removeWebhook(row)
    },
    'triggers.maybeRunTrigger': (next, type, auth, object, original, config, context) => {
      const row = rows.get(keyOf(type, String(object?.className)))
      const isOnlyOurs = row?.hosts.length === 0
      return next(type, auth, object, original, isOnlyOurs ? withoutLog(config) : config, context)
    },
  }
  const add = (triggers: Triggers) => {
    for (const [type, handler] of Object.entries(triggers))
      rowOf(type, type === 'afterLogout' ? '_Session' : '_User').ours.push(handler)
  }
  return { hooks, add }
}

/** All triggers of one server. */
export interface ComposedTriggers {
  /** Is there before the host's Cloud Code runs. */
  part: Part
  /** Adds ours. */
  add: (triggers: Triggers) => void
}

export function composeTriggers(events: Events, options: TriggerOptions): ComposedTriggers {
  let running!: ReturnType<typeof compose>
  return {
    part: {
      name: 'triggers',
      prepare: (config) => {
        running = compose(config, events, options)
        return [running.hooks]
      },
    },
    add: (triggers) => running.add(triggers),
  }
}
