/** The report of a run as CSV (RFC 4180). */
import { closeSync, openSync, writeSync } from 'node:fs'
import { reasonOf } from '../errors'
import { UsageError } from './usage-error'

/** Takes one line a user. */
export interface Report {
  add(cells: string[]): void
  close(): void
}

const cell = (text: string) => (/^[\w-]+$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`)
const lineOf = (cells: string[]) => `${cells.map(cell).join(',')}\r\n`

/**
 * An earlier file is worth keeping: it may be the only list of what was done. Others can't read the new one.
 * @returns its descriptor
 * @throws {UsageError} when the file exists, or can't be written.
 */
export function createFile(file: string, what: string): number {
  try {
    return openSync(file, 'wx', 0o600)
  } catch (thrown) {
    throw new UsageError(`${what} can't be written: ${reasonOf(thrown)}.`)
  }
}

/**
 * Lines are written at once, so that the report is true however the run ends.
 * @throws {UsageError} when the file exists, or can't be written.
 */
export function openReport(file: string, columns: string[]): Report {
  const descriptor = createFile(file, 'The report')
  const add = (cells: string[]) => void writeSync(descriptor, lineOf(cells))
  add(columns)
  return { add, close: () => closeSync(descriptor) }
}

/** How a run goes on that was stopped: its report is there, and is not written over. */
export function goOnWith(report: string | undefined, more: string[] = []): string {
  const changes = [...more, ...(report === undefined ? [] : ['another --report'])]
  return `\nStopped. To go on: the same command${changes.length > 0 ? ` with ${changes.join(' and ')}` : ''}.`
}
