/** The report of a migration as CSV (RFC 4180): which user, what kind of handle, what became of them. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { reasonOf } from '../../errors'
import type { Row } from '../../parse/internals'
import { kindOf } from './handles'
import type { Outcome } from './outcomes'
import { UsageError } from '../usage-error'

/** Takes one line a user. */
export interface Report {
  add(user: Row, outcome: Outcome): void
  close(): void
}

const cell = (text: string) => (/^[\w-]+$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`)
const lineOf = (cells: string[]) => `${cells.map(cell).join(',')}\r\n`

/** An earlier report is worth keeping: it may be the only list of the users who are migrated already. */
function create(file: string): number {
  try {
    return openSync(file, 'wx', 0o600)
  } catch (thrown) {
    throw new UsageError(`The report can't be written: ${reasonOf(thrown)}.`)
  }
}

/**
 * Lines are written at once, so that the report is true however the run ends.
 * @throws {UsageError} when the file exists, or can't be written.
 */
export function openReport(file: string): Report {
  const descriptor = create(file)
  writeSync(descriptor, lineOf(['objectId', 'handle', 'outcome']))
  return {
    add: ({ objectId, username }, outcome) =>
      void writeSync(descriptor, lineOf([String(objectId), kindOf(String(username)), outcome])),
    close: () => closeSync(descriptor),
  }
}
