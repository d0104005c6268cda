/** The mailbox of the test kit, closed when a spec fails before it closes it. */
import { type Mailbox, startMailbox as start } from '../../src/testing/mailbox/mailbox'
import { closing } from './left-over'

export type { Mailbox } from '../../src/testing/mailbox/mailbox'
export type { ReceivedMessage } from '../../src/testing/mailbox/message'

/** Long enough for a machine that does much beside. */
const timeoutMs = 60_000

export async function startMailbox(): Promise<Mailbox> {
  const mailbox = await start()
  return closing({
    ...mailbox,
    next: (wanted) => mailbox.next({ timeoutMs, ...wanted }),
    nextFailure: (ms = timeoutMs) => mailbox.nextFailure(ms),
  })
}
