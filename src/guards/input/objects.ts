/**
 * Guard: whatever creates, changes or looks for objects by REST, `/batch` or GraphQL ends in parse-server's `rest`
 * module, which trusts the shape of what it is given. It fails with HTTP 500 then, or does what nobody may.
 */
import { internals, type Rest } from '../../parse/internals'
import { checkNew, checkUpdate } from './fields'
import { checkNewFields, mayBeNew } from './new-fields'
import { checkCounts, checkWhere } from './queries'
import { refuse } from '../../parse/errors'
import { checkValue } from './values'

const guarded = Symbol.for('parse-server-accounts.objects')

/** Names that every JavaScript object has: a class of that name seems to be there. */
function checkClassName(className: string): void {
  if (className in {}) refuse('INVALID_CLASS_NAME', `Invalid class name: ${className}.`)
}

function checkOptions(options: Record<string, unknown> | undefined): void {
  if (!options) return
  checkCounts(options)
  checkValue(options)
}

function guardedRest({ create, update, find, get, del }: Rest): Rest {
  return {
    create: async (config, auth, className, fields, ...rest) => {
      checkClassName(className)
      checkValue(fields)
      checkNew(className, fields)
      if (mayBeNew(fields)) await checkNewFields(config, auth, className, fields)
      return create(config, auth, className, fields, ...rest)
    },
    update: async (config, auth, className, where, fields, ...rest) => {
      checkClassName(className)
      checkValue(fields)
      checkUpdate(className, where.objectId, fields)
      if (mayBeNew(fields)) await checkNewFields(config, auth, className, fields)
      return update(config, auth, className, where, fields, ...rest)
    },
    find: async (config, auth, className, where, options, ...rest) => {
      checkClassName(className)
      checkOptions(options)
      checkValue(where)
      checkWhere(where)
      return find(config, auth, className, where, options, ...rest)
    },
    get: async (config, auth, className, objectId, options, ...rest) => {
      checkClassName(className)
      checkOptions(options)
      return get(config, auth, className, objectId, options, ...rest)
    },
    del: async (config, auth, className, ...rest) => {
      checkClassName(className)
      return del(config, auth, className, ...rest)
    },
  }
}

/** Makes `rest` look at what it is given, once in a process. */
export function guardObjects(): void {
  const rest = internals.rest()
  if (guarded in rest) return
  Object.assign(rest, guardedRest({ ...rest }), { [guarded]: true })
}
