/**
 * Guard: parse-server logs what it gets and answers (with `verbose`), addresses, and what triggers were given: with
 * passwords, keys, tokens and `authData`. None of that may reach a log, whatever its level.
 */
import type { Hooks } from '../../parse/hooks'
import { onOneLine } from './lines'
import { redact } from './redact'

/** Some arguments are functions that make the text when it is needed. */
const redactLazily = (argument: unknown, index: number) =>
  typeof argument === 'function'
    ? () => redact((argument as () => unknown)(), index > 0)
    : redact(argument, index > 0)

/** Costs nothing for levels that are not logged. */
export const logGuard: Hooks = {
  'LoggerController.log': (next, level, args) => next(level, [...args].map(redactLazily)),
  // The controller decodes addresses in between.
  'loggerAdapter.log': (next, level, ...args) => next(level, ...args.map(onOneLine)),
}
