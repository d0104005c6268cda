/** How long and how often, from the command line and the environment. */

export interface BenchSettings {
  /** Each round starts all contenders anew and measures everything once. */
  rounds: number
  /** About how long one load lasts; each measure has two for each contender in every round. */
  seconds: number
  /** Requests that are served before resident memory is read a second time. */
  memoryRequests: number
  /** How many sessions there are, and how many of them have their first request in one load. */
  crowd: { sessions: number; requests: number }
  quick: boolean
}

/** @throws {Error} when a variable of the environment is not a number above zero */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): BenchSettings {
  const quick = args.includes('--quick')
  const unknown = args.find((arg) => arg !== '--quick')
  if (unknown) throw new Error(`Unknown argument ${unknown}: there is --quick only.`)
  return {
    quick,
    rounds: Math.ceil(positive('BENCH_ROUNDS', env.BENCH_ROUNDS) ?? (quick ? 1 : 6)),
    seconds: positive('BENCH_SECONDS', env.BENCH_SECONDS) ?? (quick ? 0.1 : 1),
    memoryRequests: quick ? 200 : 10_000,
    crowd: quick ? { sessions: 1_000, requests: 20 } : { sessions: 100_000, requests: 200 },
  }
}

/** @throws {Error} when the variable of the environment is there, and is not a number above zero */
export function positive(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (!(number > 0 && Number.isFinite(number)))
    throw new Error(`${name} must be a number above 0, and is ${value}.`)
  return number
}
