/** What the rounds found out of this package, next to stock parse-server and to itself with everything off. */
import { type Comparison, markdownOf, type Pair, perSecond } from '../markdown'
import type { BenchSettings } from '../settings'
import type { Found, Round } from './round'
import type { ContenderName } from '../options'
import type { LoadName } from '../requests'

/** All rounds on one database. */
export interface EngineResult {
  /** As "PostgreSQL 18.4". */
  database: string
  rounds: Round[]
  /** First requests of sessions among many, next to stock. */
  crowd: Pair[]
}

interface Measure {
  title: string
  valueOf: (found: Found) => number
  format: (value: number) => string
  aim: string
  /** Time on the processor, for one request or for the start. */
  cpuOf?: (found: Found) => number
}

function throughput(title: string, load: LoadName): Measure {
  return {
    title,
    valueOf: (found) => found.rates[load].requestsPerSecond,
    format: perSecond,
    aim: '≥ 0.98',
    cpuOf: (found) => found.rates[load].cpuMilliseconds,
  }
}

const inMegabytes = { format: (value: number) => `${value.toFixed(0)} MB`, aim: '≤ 1.2' }

const measures = (memoryRequests: number): Measure[] => [
  throughput('sign-up', 'signUp'),
  throughput('log-in', 'logIn'),
  throughput('`users/me`', 'usersMe'),
  throughput('GraphQL `viewer`', 'viewer'),
  {
    title: 'start to the first 200',
    valueOf: (found) => found.start,
    cpuOf: (found) => found.startCpu,
    format: (value) => `${value.toFixed(0)} ms`,
    aim: '≤ 1.2',
  },
  { title: 'memory, idle', valueOf: (found) => found.idleMemory, ...inMegabytes },
  {
    title: `memory after ${memoryRequests.toLocaleString('en')} requests`,
    valueOf: (found) => found.loadedMemory,
    ...inMegabytes,
  },
]

/** Beside whom this package stands. */
type Other = Exclude<ContenderName, 'accounts'>

function comparison({ database, rounds }: EngineResult, measure: Measure, beside: Other): Comparison {
  const { title, valueOf, format, aim, cpuOf } = measure
  const pairs = rounds.map(({ accounts, [beside]: other }) => ({
    other: valueOf(other),
    own: valueOf(accounts),
    ...(cpuOf && { cpuRatio: cpuOf(accounts) / cpuOf(other) }),
  }))
  return { database, title, pairs, format, aim }
}

const crowdRow =
  ({ crowd: { sessions } }: BenchSettings) =>
  ({ database, crowd: pairs }: EngineResult): Comparison => {
    const title = `first request of a session, among ${sessions.toLocaleString('en')}`
    return { database, title, pairs, format: perSecond, aim: '≥ 5' }
  }

/** @param results of the databases, one after the other */
export function tableOf(results: EngineResult[], settings: BenchSettings): string {
  const comparisonsBeside = (beside: Other) =>
    measures(settings.memoryRequests).flatMap((measure) =>
      results.map((result) => comparison(result, measure, beside)),
    )
  const besideStock = [...comparisonsBeside('stock'), ...results.map(crowdRow(settings))]
  return [
    markdownOf(besideStock, settings.rounds, 'stock'),
    markdownOf(comparisonsBeside('off'), settings.rounds, 'all off'),
  ].join('\n\n')
}
