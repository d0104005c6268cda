/** The mailbox of the test kit, closed when a spec fails before it closes it. */
import { type Mailbox, startMailbox as start } from '../../src/testing/mailbox/mailbox'
import { closing } from './left-over'

export type { Mailbox } from '../../src/testing/mailbox/mailbox'
export type { ReceivedMessage } from '../../src/testing/mailbox/message'

export const startMailbox = async (): Promise<Mailbox> => closing(await start())
