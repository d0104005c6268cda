/** Ends what was started, last first, however the demo comes to its end. */

/** Remembers what has to be closed. */
export interface Shutdown {
  /** Adds something to close; when the end has already begun, it is closed at once. */
  add: (close: () => Promise<unknown>) => Promise<void>
  /** Closes everything once; later calls wait for the first. */
  run: () => Promise<void>
}

async function closeQuietly(close: () => Promise<unknown>): Promise<void> {
  try {
    await close()
  } catch (error) {
    console.error('  Could not close everything:', error)
  }
}

/** An empty list of things to close. */
export function createShutdown(): Shutdown {
  const closers: (() => Promise<unknown>)[] = []
  let ended: Promise<void> | undefined

  async function closeAll() {
    for (let close = closers.pop(); close; close = closers.pop()) await closeQuietly(close)
  }

  return {
    async add(close) {
      if (ended) await closeQuietly(close)
      else closers.push(close)
    },
    run: () => (ended ??= closeAll()),
  }
}

/**
 * Runs `stop` at Ctrl-C, `kill` and a closed terminal. A signal may come twice (from the terminal and again
 * from npm), so all of them lead to the same single end.
 */
export function onSignal(stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
}
