/** The report of a migration: which user, what kind of handle, what became of them. */
import type { Row } from '../../parse/internals'
import { openReport } from '../report'
import { kindOf } from './handles'
import type { Outcome } from './outcomes'

/** Takes one line a user. */
export interface MigrationReport {
  add(user: Row, outcome: Outcome): void
  close(): void
}

/** @throws {UsageError} when the file exists, or can't be written. */
export function openMigrationReport(file: string): MigrationReport {
  const report = openReport(file, ['objectId', 'handle', 'outcome'])
  return {
    add: ({ objectId, username }, outcome) =>
      report.add([String(objectId), kindOf(String(username)), outcome]),
    close: () => report.close(),
  }
}
