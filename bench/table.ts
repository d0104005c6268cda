/** The result as Markdown. */
import { availableParallelism, totalmem } from 'node:os'
import { version as parseServerVersion } from 'parse-server/package.json'
import type { BenchSettings } from './settings'
import type { Found, Round } from './round'
import type { LoadName } from './requests'

/** All rounds on one database. */
export interface EngineResult {
  /** As "PostgreSQL 18.4". */
  database: string
  rounds: Round[]
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
    format: (value) => `${value < 100 ? value.toFixed(1) : value.toFixed(0)}/s`,
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

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function row({ database, rounds }: EngineResult, measure: Measure): string[] {
  const { title, valueOf, format, aim, cpuOf } = measure
  const ratios = rounds.map(({ stock, accounts }) => valueOf(accounts) / valueOf(stock))
  const cpuRatios = cpuOf && rounds.map(({ stock, accounts }) => cpuOf(accounts) / cpuOf(stock))
  return [
    database,
    title,
    format(median(rounds.map(({ stock }) => valueOf(stock)))),
    format(median(rounds.map(({ accounts }) => valueOf(accounts)))),
    `**${median(ratios).toFixed(2)}**`,
    `${Math.min(...ratios).toFixed(2)} – ${Math.max(...ratios).toFixed(2)}`,
    aim,
    cpuRatios ? median(cpuRatios).toFixed(2) : '',
  ]
}

const line = (cells: string[]) => `| ${cells.join(' | ')} |`

/** @param results of the databases, one after the other */
export function tableOf(results: EngineResult[], { rounds, memoryRequests }: BenchSettings): string {
  const heads = ['database', 'measure', 'stock', 'this package', 'ratio', 'spread', 'aim', 'CPU ratio']
  const rows = measures(memoryRequests).flatMap((measure) => results.map((result) => row(result, measure)))
  const numeric = heads.map((_, index) => (index < 2 ? '---' : '---:'))
  return [line(heads), line(numeric), ...rows.map(line), '', machine(rounds)].join('\n')
}

function machine(rounds: number): string {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  const software = `Node.js ${process.version} on ${process.platform} ${process.arch}, parse-server ${parseServerVersion}`
  return `${software}; ${availableParallelism()} CPUs, ${memory}; medians of ${rounds} round${rounds > 1 ? 's' : ''}.`
}
