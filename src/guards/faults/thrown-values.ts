/**
 * Guard: what Cloud Code throws reaches the client. A host may have a copy of `parse` of its own, whose errors parse-server
 * does not know: an app that was told `new Parse.Error(4711, …)` would see 141. And what has a cycle becomes HTTP 500.
 */
import type { Hooks } from '../../parse/hooks'
import { internals, type ParseError } from '../../parse/internals'
import type { Part } from '../../part/part'

type Anything = (...args: unknown[]) => unknown

const isForeign = (thrown: unknown): thrown is ParseError =>
  thrown instanceof Error &&
  thrown.constructor.name === 'ParseError' &&
  !(thrown instanceof internals.Parse().Error)

function isWritable(value: unknown): boolean {
  try {
    JSON.stringify(value)
    return true
  } catch {
    return false
  }
}

/** @returns what parse-server can answer with: an error of its own copy, or a value that can be written */
export function own(thrown: unknown): unknown {
  if (!isForeign(thrown)) return thrown instanceof Error || isWritable(thrown) ? thrown : String(thrown)
  const { code, message, stack } = thrown
  return Object.assign(new (internals.Parse().Error)(code, message), { stack })
}

function handOn(thrown: unknown): never {
  throw own(thrown)
}

/** What a handler has beside, as the address of a webhook, stays with it. */
function withOwnErrors<Handler>(handler: Handler): Handler {
  if (typeof handler !== 'function') return handler
  const run: Anything = (...args) => {
    try {
      const answer = (handler as Anything)(...args)
      return answer instanceof Promise ? answer.catch(handOn) : answer
    } catch (thrown) {
      return handOn(thrown)
    }
  }
  return Object.assign(run, handler)
}

const hooks: Hooks = {
  'triggers.addTrigger': (next, type, className, handler, applicationId, validator) =>
    next(type, className, withOwnErrors(handler), applicationId, withOwnErrors(validator)),
  'triggers.addFunction': (next, name, handler, validator, applicationId) =>
    next(name, withOwnErrors(handler), withOwnErrors(validator), applicationId),
}

/** To be inside of the part that composes triggers, which knows its own. */
export const thrownValues: Part = { name: 'thrown values', prepare: () => [hooks] }
