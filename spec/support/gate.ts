/** Lets one request wait, in a trigger of the host's for example, while something else is done. */
export interface Gate {
  /** For whatever waits. Without a request that is to wait, it lets all pass. */
  wait: () => Promise<void> | undefined
  /** @returns the answer of the request, which waits until the work is done */
  during: <Answer>(request: () => Promise<Answer>, work: () => Promise<unknown>) => Promise<Answer>
}

export function createGate(): Gate {
  let pass: (() => Promise<void>) | undefined
  return {
    wait: () => pass?.(),
    during: async (request, work) => {
      let open: () => void
      const opened = new Promise<void>((resolve) => (open = resolve))
      const arrived = new Promise<void>((resolve) => {
        pass = () => {
          pass = undefined
          resolve()
          return opened
        }
      })
      const answer = request()
      await arrived
      try {
        await work()
      } finally {
        open!()
      }
      return answer
    },
  }
}
