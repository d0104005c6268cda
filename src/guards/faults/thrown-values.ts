/**
 * Guard: what Cloud Code throws reaches the client, and what it answers or sets can be written. A host may have a copy
 * of `parse` of its own, whose errors parse-server does not know: an app that was told `new Parse.Error(4711, …)` would
 * see 141. And what has a cycle becomes HTTP 500.
 */
import type { Hooks } from '../../parse/hooks'
import { internals, type ParseError } from '../../parse/internals'
import type { Part } from '../../part/part'
import { assertAnswer, assertObject, checkAnswers, keepWritable } from './unwritable'

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
  if (typeof thrown === 'symbol') return String(thrown)
  if (!isForeign(thrown)) return thrown instanceof Error || isWritable(thrown) ? thrown : String(thrown)
  const { code, message, stack } = thrown
  return Object.assign(new (internals.Parse().Error)(code, message), { stack })
}

function handOn(thrown: unknown): never {
  throw own(thrown)
}

/** What is looked at when a handler has ended, or has thrown: what it was given, and its answer. */
interface Check {
  ended: (answer: unknown, given: unknown) => void
  failed: (given: unknown) => void
}

function runGuarded(handler: Anything, check: Check, args: unknown[]): unknown {
  const ended = (answer: unknown) => {
    check.ended(answer, args[0])
    return answer
  }
  const failed = (thrown: unknown): never => {
    check.failed(args[0])
    return handOn(thrown)
  }
  try {
    const answer = handler(...args)
    return answer instanceof Promise ? answer.then(ended).catch(failed) : ended(answer)
  } catch (thrown) {
    return failed(thrown)
  }
}

/** What a handler has beside, as the address of a webhook, stays with it; by its parameters it says how it answers. */
function guarded<Handler>(handler: Handler, check: Check): Handler {
  if (typeof handler !== 'function') return handler
  const run = (...args: unknown[]) => {
    checkAnswers(args[1])
    return runGuarded(handler as unknown as Anything, check, args)
  }
  return Object.defineProperty(Object.assign(run, handler), 'length', { value: handler.length })
}

const nothing = () => undefined
const unchecked: Check = { ended: nothing, failed: nothing }
const ofFunction: Check = { ended: assertAnswer, failed: nothing }
const ofTrigger: Check = { ended: (_answer, request) => assertObject(request), failed: keepWritable }

/** @param isComposed triggers that are run together, each with a look at its object */
const hooksFor = (isComposed: (type: string, className: string) => boolean): Hooks => ({
  'triggers.addTrigger': (next, type, className, handler, applicationId, validator) => {
    const check = isComposed(type, className) ? unchecked : ofTrigger
    return next(type, className, guarded(handler, check), applicationId, guarded(validator, unchecked))
  },
  'triggers.addFunction': (next, name, handler, validator, applicationId) =>
    next(name, guarded(handler, ofFunction), guarded(validator, unchecked), applicationId),
})

/** To be inside of the part that composes triggers, which knows its own. */
export const thrownValues = (isComposed: (type: string, className: string) => boolean): Part => ({
  name: 'thrown values',
  prepare: () => [hooksFor(isComposed)],
})
