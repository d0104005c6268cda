/**
 * The triggers around users and their log-ins: ours, and any number of the host's for each, in this order: ours first,
 * then the host's as they were registered, whenever that is. Parse Server keeps the last registration only.
 *
 * Each one of `beforeLogin`, `beforeSave` and `beforeDelete` may refuse, and those after it don't run. What an
 * `afterLogin` throws is logged: the log-in has succeeded, and the others run.
 */
import { reasonOf } from '../errors'
import type { Hooks } from '../parse/hooks'
import { internals, type ParseConfig, type TriggerHandler, type TriggerRequest } from '../parse/internals'
import type { Part, Triggers } from '../part'

/** A trigger is known by its type and the class of what it gets. */
const keyOf = (type: string, className: string) => `${type}.${className}`

/** What ours may be. */
const composed = new Set([
  ...['beforeLogin', 'afterLogin', 'beforeSave', 'afterSave', 'beforeDelete', 'afterDelete'].map((type) =>
    keyOf(type, '_User'),
  ),
  keyOf('afterLogout', '_Session'),
])

/** A trigger of the host's. */
interface Registration {
  handler: TriggerHandler
  /** Under which Parse Server keeps its validator: no class has such a name. None where there is no validator. */
  className: string | undefined
}

/** Those of one type. */
interface Row {
  ours: TriggerHandler[]
  hosts: Registration[]
}

/** A webhook takes the place of the one before. */
const isWebhook = ({ handler }: Registration) => 'url' in handler

function removeWebhook({ hosts }: Row): void {
  const former = hosts.findIndex(isWebhook)
  if (former >= 0) hosts.splice(former, 1)
}

/** Runs the host's validator as Parse Server does. @returns whether the trigger is to run */
async function passes(
  type: string,
  className: string | undefined,
  request: TriggerRequest,
): Promise<boolean> {
  if (className === undefined) return true
  const { config, master, user } = request
  const auth = new (internals.auth().Auth)({ config, isMaster: master === true, ...(user && { user }) })
  await internals.triggers().maybeRunValidator(request, keyOf(type, className), auth)
  const isSkipped = request.skipWithMasterKey === true
  delete request.skipWithMasterKey
  return !isSkipped
}

/** Runs triggers one after the other. @returns what the last of them has returned: webhooks answer with the object */
const runRow =
  (type: string, { ours, hosts }: Row, onFault: (thrown: unknown) => void): TriggerHandler =>
  async (request) => {
    let answer: unknown
    const attempt = async (work: () => unknown) => {
      try {
        answer = (await work()) ?? answer
      } catch (thrown) {
        onFault(thrown)
      }
    }
    for (const handler of [...ours]) await attempt(() => handler(request))
    for (const { handler, className } of [...hosts])
      await attempt(async () => ((await passes(type, className, request)) ? handler(request) : undefined))
    return answer
  }

function compose({ appId, loggerController }: ParseConfig) {
  const rows = new Map<string, Row>()
  const dispatchers = new WeakSet<TriggerHandler>()
  /** Counts on when a webhook goes: no two validators get one name. */
  let validators = 0

  function onFault(type: string, thrown: unknown): void {
    if (type !== 'afterLogin') throw thrown
    loggerController.error(`An afterLogin trigger failed, after a log-in that succeeded: ${reasonOf(thrown)}`)
  }

  /** Registers one dispatcher for the row, when there is the first trigger for it. */
  function rowOf(type: string, className: string): Row {
    const known = rows.get(keyOf(type, className))
    if (known) return known
    const row: Row = { ours: [], hosts: [] }
    const dispatch = runRow(type, row, (thrown) => onFault(type, thrown))
    dispatchers.add(dispatch)
    internals.triggers().addTrigger(type, className, dispatch, appId)
    rows.set(keyOf(type, className), row)
    return row
  }

  const hooks: Hooks = {
    'triggers.addTrigger': (next, type, className, handler, applicationId, validator) => {
      if (!composed.has(keyOf(type, className)) || typeof handler !== 'function' || dispatchers.has(handler))
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

export function composeTriggers(): ComposedTriggers {
  let running!: ReturnType<typeof compose>
  return {
    part: {
      name: 'triggers',
      prepare: (config) => {
        running = compose(config)
        return [running.hooks]
      },
    },
    add: (triggers) => running.add(triggers),
  }
}
