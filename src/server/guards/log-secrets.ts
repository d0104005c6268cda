/**
 * Guard: parse-server logs what it gets and answers (with `verbose`), addresses, and what triggers were given: with
 * passwords, keys, tokens and `authData`. None of that may reach a log, whatever its level.
 */
import type { ParseConfig } from '../internals'
import { redact } from './redact'

/** Some arguments are functions that make the text when it is needed. */
const redactLazily = (argument: unknown, index: number) =>
  typeof argument === 'function'
    ? () => redact((argument as () => unknown)(), index > 0)
    : redact(argument, index > 0)

/** Redacts whatever the logger hands to its adapter. Costs nothing for levels that are not logged. */
export function guardLogSecrets({ loggerController }: ParseConfig): void {
  const log = loggerController.log.bind(loggerController)
  loggerController.log = (level, args) => log(level, [...args].map(redactLazily))
}
