/** How much and how often, from the command line and the environment. */
import { positive } from '../settings'

export interface PeersSettings {
  rounds: number
  /** Requests of one load: those that hash a password, those whose hash was taken out, and reads. */
  hashed: number
  bare: number
  reads: number
  /** Sessions whose first request is measured, and whose end; each load has so many. */
  sessions: number
  /** Requests before resident memory is read a second time. */
  memoryRequests: number
  quick: boolean
}

/** @throws {Error} when a variable of the environment is not a number above zero */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): PeersSettings {
  const quick = args.includes('--quick')
  const unknown = args.find((arg) => arg !== '--quick')
  if (unknown) throw new Error(`Unknown argument ${unknown}: there is --quick only.`)
  const rounds = Math.ceil(positive('BENCH_ROUNDS', env.BENCH_ROUNDS) ?? (quick ? 1 : 6))
  return quick
    ? { quick, rounds, hashed: 20, bare: 50, reads: 200, sessions: 50, memoryRequests: 500 }
    : { quick, rounds, hashed: 80, bare: 400, reads: 2_000, sessions: 300, memoryRequests: 10_000 }
}
