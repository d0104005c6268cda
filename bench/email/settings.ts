/** How often, how much and how long, from the command line and the environment. */
import { positive } from '../settings'

export interface EmailBenchSettings {
  /** Each round measures everything once that has something beside it. */
  rounds: number
  /** Sign-ups of each host in a round. */
  signUps: number
  /** Mails that are queued when the time is taken that they need to go. */
  mails: number
  /** Mails that meet a killed node and two outages. */
  troubledMails: number
  /** How long there is no mail server then. */
  outageSeconds: number
  quick: boolean
}

/** @throws {Error} when a variable of the environment is not a number above zero */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): EmailBenchSettings {
  const quick = args.includes('--quick')
  const unknown = args.find((arg) => arg !== '--quick')
  if (unknown) throw new Error(`Unknown argument ${unknown}: there is --quick only.`)
  const countOf = (name: string, otherwise: number) => Math.ceil(positive(name, env[name]) ?? otherwise)
  return {
    quick,
    rounds: countOf('BENCH_ROUNDS', quick ? 1 : 6),
    signUps: countOf('BENCH_SIGN_UPS', quick ? 20 : 200),
    mails: countOf('BENCH_MAILS', quick ? 200 : 2_000),
    troubledMails: quick ? 100 : 1_000,
    outageSeconds: quick ? 3 : 20,
  }
}
