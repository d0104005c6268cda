/** What each visitor has tried, as the server is told of it: the same in every tab, without scripts, and on the account pages. */
import { LRUCache } from 'lru-cache'
import type { Accounts, SecurityEvent } from '../../index'

export type Step = 'sign-up' | 'verify' | 'change' | 'log-out' | 'reset' | 'log-in'

export interface Journey {
  email: string
  done: Set<Step>
  /** When a mail was last made use of, or nobody needs one any more; milliseconds since the epoch. */
  settledAt: number
}

export interface Journeys {
  /** Of somebody who is here; begun where nothing is known of them. */
  of: (userId: string) => Journey
  /** Of somebody who was here before. */
  find: (userId: string) => Journey | undefined
  tick: (userId: string, step: Step) => void
}

/** After these, what was mailed before is old. */
const settling: Step[] = ['verify', 'reset', 'log-in']

const stepOf: Partial<Record<SecurityEvent['type'], Step>> = {
  signUp: 'sign-up',
  logout: 'log-out',
  passwordReset: 'reset',
  login: 'log-in',
}

/** @param onStep is called when something was done */
export function createJourneys(accounts: Pick<Accounts, 'on'>, onStep: () => void): Journeys {
  const journeys = new LRUCache<string, Journey>({ max: 1000 })
  const find = (userId: string) => journeys.get(userId)

  function of(userId: string): Journey {
    const journey = find(userId) ?? { email: '', done: new Set<Step>(['sign-up']), settledAt: 0 }
    journeys.set(userId, journey)
    return journey
  }
  function tick(userId: string, step: Step): void {
    const journey = of(userId)
    journey.done.add(step)
    if (settling.includes(step)) journey.settledAt = Date.now()
    onStep()
  }
  accounts.on('security', ({ type, userId }) => {
    const step = stepOf[type]
    if (step !== undefined && userId !== undefined) tick(userId, step)
  })
  return { of, find, tick }
}
