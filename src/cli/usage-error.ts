/** What an operator has to do differently before a command can do anything. */

/** The message is for the operator, in one line. It never has the value of a secret. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
