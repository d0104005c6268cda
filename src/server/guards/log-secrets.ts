/**
 * Guard: parse-server logs what it gets and answers (with `verbose`), addresses, and what triggers were given: with
 * passwords, keys, tokens and `authData`. None of that may reach a log, whatever its level.
 */
import type { Logger, ParseConfig } from '../internals'
import { onOneLine } from './log-lines'
import { redact } from './redact'

/** Some arguments are functions that make the text when it is needed. */
const redactLazily = (argument: unknown) =>
  typeof argument === 'function' ? () => redact((argument as () => unknown)()) : redact(argument)

/** The logger with an adapter that gets everything on lines of ours: the logger itself decodes addresses. */
const withLines = (logger: Logger): Logger =>
  Object.create(logger, {
    adapter: { value: { log: (...args: unknown[]) => logger.adapter.log(...args.map(onOneLine)) } },
  }) as Logger

/** Redacts whatever the logger hands to its adapter. Costs nothing for levels that are not logged. */
export function guardLogSecrets({ loggerController }: ParseConfig): void {
  const log = loggerController.log.bind(withLines(loggerController))
  loggerController.log = (level, args) => log(level, [...args].map(redactLazily))
}
