/** Starts a mail server that takes mails and counts them, and asks it. */
import type { Fault } from '../../src/testing/mailbox/faults'
import type { Shutdown } from '../../dev/shutdown'
import { startChild } from '../child'

export interface TakenMail {
  messageId: string
  to: string
}

export interface Sink {
  /** As smtp://127.0.0.1:2525. */
  url: string
  /** Nothing is wrong without a fault. */
  setFault: (fault?: Fault) => Promise<void>
  /** Resolves when so many mails were taken since it started or forgot them. */
  until: (count: number) => Promise<void>
  taken: () => Promise<TakenMail[]>
  forget: () => Promise<void>
}

/** @param answerMs how long it thinks about each mail */
export async function startSink(answerMs: number, shutdown: Shutdown): Promise<Sink> {
  const execArgv = ['--import', 'tsx']
  const { ask } = await startChild({ name: 'mail-sink', given: { answerMs }, execArgv }, shutdown)
  return {
    url: await ask<string>({ what: 'url' }),
    setFault: (fault) => ask({ what: 'setFault', fault }),
    until: (count) => ask({ what: 'until', count }),
    taken: () => ask({ what: 'taken' }),
    forget: () => ask({ what: 'forget' }),
  }
}
