/**
 * Guard: whatever creates, changes or looks for objects by REST, `/batch` or GraphQL ends in parse-server's `rest`
 * module, which trusts the shape of what it is given. It fails with HTTP 500 then, or does what nobody may.
 */
import type { Hooks } from '../../parse/hooks'
import { refuse } from '../../parse/errors'
import type { Auth } from '../../parse/internals'
import { isOwnCollection } from '../../part/own-collections'
import { checkNew, checkUpdate } from './fields'
import { checkNewFields, mayBeNew } from './new-fields'
import { checkCounts, checkLists, checkWhere } from './queries'
import { checkValue } from './values'

/** Names that every JavaScript object has: a class of that name seems to be there. And those of what is ours. */
function checkClassName(className: string, { isMaster }: Pick<Auth, 'isMaster'>): void {
  if (className in {} || (isOwnCollection(className) && !isMaster))
    refuse('INVALID_CLASS_NAME', `Invalid class name: ${className}.`)
}

function checkOptions(options: Record<string, unknown> | undefined): void {
  if (!options) return
  checkCounts(options)
  checkValue(options)
  checkLists(options)
}

/** Makes `rest` look at what it is given. */
export const objectGuard: Hooks = {
  'rest.create': async (next, config, auth, className, fields, ...rest) => {
    checkClassName(className, auth)
    checkValue(fields)
    checkNew({ className, auth }, fields)
    if (mayBeNew(fields)) await checkNewFields(config, auth, className, fields)
    return next(config, auth, className, fields, ...rest)
  },
  'rest.update': async (next, config, auth, className, where, fields, ...rest) => {
    checkClassName(className, auth)
    checkValue(fields)
    checkUpdate({ className, auth }, where.objectId, fields)
    if (mayBeNew(fields)) await checkNewFields(config, auth, className, fields)
    return next(config, auth, className, where, fields, ...rest)
  },
  'rest.find': async (next, config, auth, className, where, options, ...rest) => {
    checkClassName(className, auth)
    checkOptions(options)
    checkValue(where)
    checkWhere(where)
    return next(config, auth, className, where, options, ...rest)
  },
  'rest.get': async (next, config, auth, className, objectId, options, ...rest) => {
    checkClassName(className, auth)
    checkOptions(options)
    return next(config, auth, className, objectId, options, ...rest)
  },
  'rest.del': async (next, config, auth, className, ...rest) => {
    checkClassName(className, auth)
    return next(config, auth, className, ...rest)
  },
  // Queries within queries, and what is included, come by no function of `rest`; only keys come without an `acl`.
  'DatabaseController.find': async (next, className, where, options, ...rest) => {
    const { acl } = (options ?? {}) as { acl?: unknown }
    checkClassName(className, { isMaster: acl === undefined })
    return next(className, where, options, ...rest)
  },
}
