/** Tells of an outage once, however often it is met, and once that it is over. */
import { reasonOf } from '../../../errors'

/** Told of every use of the database. */
export interface OutageLog {
  met(thrown: unknown): void
  over(): void
}

/** @param log gets a line for the operator */
export function createOutageLog(log: (message: string) => void): OutageLog {
  let isOut = false
  return {
    met(thrown) {
      if (!isOut) log(`The outbox can’t use its database, so mails wait: ${reasonOf(thrown)}`)
      isOut = true
    },
    over() {
      if (isOut) log('The outbox can use its database again.')
      isOut = false
    },
  }
}
