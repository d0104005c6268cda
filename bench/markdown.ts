/** Comparisons as a Markdown table. */
import { availableParallelism, totalmem } from 'node:os'
import { version as parseServerVersion } from 'parse-server/package.json'

/** Writes a value with its unit. */
type Format = (value: number) => string

/** What one round found out. */
export interface Pair {
  /** Absent where there is nothing to compare with. */
  other?: number
  own: number
  /** Time on the processor, own by other. */
  cpuRatio?: number
}

/** One row: a measure over all rounds. */
export interface Comparison {
  /** As "PostgreSQL 18.4"; empty where none takes part. */
  database: string
  title: string
  pairs: Pair[]
  format: Format
  aim: string
}

/** As 33.4/s or 1391/s. */
export const perSecond: Format = (value) => `${value < 100 ? value.toFixed(1) : value.toFixed(0)}/s`

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const hundredths: Format = (value) => value.toFixed(2)
/** Some rows have nothing beside them, or no time on the processor. */
const known = (values: (number | undefined)[]) => values.filter((value) => value !== undefined)
const middleOf = (values: number[], format: Format) => (values.length > 0 ? format(median(values)) : '')
const spreadOf = (values: number[], format: Format) =>
  `${format(Math.min(...values))} – ${format(Math.max(...values))}`

function row({ database, title, pairs, format, aim }: Comparison): string[] {
  const values = pairs.map(({ own }) => own)
  const ratios = known(pairs.map(({ own, other }) => other && own / other))
  return [
    database,
    title,
    middleOf(known(pairs.map(({ other }) => other)), format),
    middleOf(values, format),
    middleOf(ratios, (ratio) => `**${hundredths(ratio)}**`),
    ratios.length > 0 ? spreadOf(ratios, hundredths) : spreadOf(values, format),
    aim,
    middleOf(known(pairs.map(({ cpuRatio }) => cpuRatio)), hundredths),
  ]
}

const line = (cells: string[]) => `| ${cells.join(' | ')} |`

/** @param other what stands next to this package */
export function markdownOf(comparisons: Comparison[], rounds: number, other: string): string {
  const heads = ['database', 'measure', other, 'this package', 'ratio', 'spread', 'aim', 'CPU ratio']
  const numeric = heads.map((_, index) => (index < 2 ? '---' : '---:'))
  return [line(heads), line(numeric), ...comparisons.map(row).map(line), '', machine(rounds)].join('\n')
}

function machine(rounds: number): string {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  const software = `Node.js ${process.version} on ${process.platform} ${process.arch}, parse-server ${parseServerVersion}`
  return `${software}; ${availableParallelism()} CPUs, ${memory}; medians of ${rounds} round${rounds > 1 ? 's' : ''}.`
}
