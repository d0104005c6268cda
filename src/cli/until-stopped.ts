/** Ctrl-C, as a signal that a command looks at: what is under way is finished. */

/** @param work ends early when its signal is aborted */
export async function untilStopped<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController()
  // A signal may come twice, from the terminal and again from npx: both mean the same.
  const onSignal = () => stop.abort()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, onSignal)
  try {
    return await work(stop.signal)
  } finally {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, onSignal)
  }
}
