/**
 * Guard: creating parse-server's Express app adds an `uncaughtException` handler that ends the process,
 * even for errors of the host that the host would handle. What to do then is the host's decision.
 */

/** Runs `create` and takes back every `uncaughtException` listener that it added. */
export function withoutExceptionHandler<Result>(create: () => Result): Result {
  const before = new Set(process.listeners('uncaughtException'))
  const result = create()
  for (const listener of process.listeners('uncaughtException'))
    if (!before.has(listener)) process.removeListener('uncaughtException', listener)
  return result
}
