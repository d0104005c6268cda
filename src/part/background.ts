/** Work that no answer waits for, while the end of the server does. */
export interface Background {
  run: (work: () => Promise<unknown>) => void
  /** Resolves when what is under way now has ended. */
  untilNow: () => Promise<unknown>
  /** Resolves when all of it has ended. */
  settled: () => Promise<void>
}

/** @param onFailure is told what work has thrown */
export function createBackground(onFailure: (thrown: unknown) => void): Background {
  const pending = new Set<Promise<void>>()
  return {
    run: (work) => {
      const done = work()
        .catch(onFailure)
        .then(() => void pending.delete(done))
      pending.add(done)
    },
    untilNow: () => Promise.all(pending),
    settled: async () => {
      while (pending.size > 0) await Promise.all(pending)
    },
  }
}
