/** How long, how often and how much, from the environment. */
import { positive } from '../settings'

export interface Auth0BenchSettings {
  /** Each round measures everything once; an even number gives both sides equal chances. */
  rounds: number
  /** About how long one load lasts; each measure has two for each side in every round. */
  seconds: number
  /** Tokens that a verifier remembers while its memory is measured. */
  tokens: number
  /** Users in the database where there are many. */
  users: number
  /** Log-ins on each host before it is measured. */
  warmUps: number
}

/** @throws {Error} when a variable of the environment is not a number above zero */
export function readSettings(env: NodeJS.ProcessEnv): Auth0BenchSettings {
  const numberOf = (name: string, otherwise: number) => positive(name, env[name]) ?? otherwise
  return {
    rounds: Math.ceil(numberOf('BENCH_ROUNDS', 6)),
    seconds: numberOf('BENCH_SECONDS', 1),
    tokens: Math.ceil(numberOf('BENCH_TOKENS', 10_000)),
    users: Math.ceil(numberOf('BENCH_USERS', 100_000)),
    warmUps: Math.ceil(numberOf('BENCH_WARM_UPS', 2_000)),
  }
}
