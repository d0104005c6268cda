/** What a command is, how it may end, and what all of them take. */

/** One of `commands.ts`. */
export interface Command {
  /** Its words, as `users import`. */
  name: string
  /** One line, for the list of all commands. */
  summary: string
  /** All of it, for `--help`. */
  help: string
  /**
   * @param args behind its name
   * @returns one of `exitCodes`
   * @throws {UsageError} when nothing can be begun, in one line
   */
  run: (args: string[], env: NodeJS.ProcessEnv) => number | Promise<number>
}

/** How the process ends. 130 is what shells say of a program that Ctrl-C has ended. */
export const exitCodes = { done: 0, someFailed: 1, wrongUsage: 2, stopped: 130 }

/** @param someFailed what 1 means for a command */
export const exitCodesHelp = (someFailed: string) => `Exit codes
  0  done     1  ${someFailed}     2  nothing was begun, or a fault ended it
  130  stopped by Ctrl-C`
