/** Tells of an outage once, however often it is met, and once that it is over. */

/** Told of every use of what may be away. */
export interface OutageLog {
  met(reason: string): void
  over(): void
}

/** What the log says when it begins, and when it ends. */
export interface Words {
  begins: (reason: string) => string
  ends: string
}

/** @param log gets a line for the operator */
export function createOutageLog(log: (message: string) => void, { begins, ends }: Words): OutageLog {
  let isOut = false
  return {
    met(reason) {
      if (!isOut) log(begins(reason))
      isOut = true
    },
    over() {
      if (isOut) log(ends)
      isOut = false
    },
  }
}
