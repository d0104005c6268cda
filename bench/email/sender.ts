/** Starts a program that sends mails, and asks it. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Shutdown } from '../../dev/shutdown'
import { startChild } from '../child'
import type { Usage } from '../contender'

export interface Sender {
  /** Resolves when it has taken them all. */
  queue: (recipients: string[]) => Promise<void>
  /** Resolves when it has nothing left to send. */
  untilIdle: () => Promise<void>
  usage: () => Promise<Usage>
  /** Without a warning. */
  kill: () => Promise<void>
}

const LOOK_AGAIN_MS = 200

/** @param name of a file in hosts/ */
export async function startSender(name: string, given: object, shutdown: Shutdown): Promise<Sender> {
  const { ask, stop } = await startChild({ name, given }, shutdown)
  return {
    queue: (recipients) => ask({ what: 'queue', recipients }),
    untilIdle: async () => {
      while (!(await ask<boolean>({ what: 'isIdle' }))) await delay(LOOK_AGAIN_MS)
    },
    usage: () => ask({ what: 'usage' }),
    kill: stop,
  }
}
