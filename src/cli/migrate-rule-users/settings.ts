/** What `migrate-rule-users` is asked to do, by its arguments and its environment. */
import { readArguments } from '../arguments'
import { databaseUriFrom, requiredVariable } from '../environment'

/** Checked, complete settings. */
export interface MigrationSettings {
  databaseURI: string
  /** The password that the rule gave to every user. */
  rulePassword: string
  dryRun: boolean
  /** File with Auth0's export of users. */
  users: string | undefined
  /** objectId; only users behind it are looked at. */
  after: string | undefined
  /** File for the report. */
  report: string | undefined
}

const options = {
  'dry-run': { type: 'boolean', default: false },
  users: { type: 'string' },
  after: { type: 'string' },
  report: { type: 'string' },
} as const

/** @throws {UsageError} naming the first thing that is missing or wrong. */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): MigrationSettings {
  const { 'dry-run': dryRun, users, after, report } = readArguments(args, options).values
  const databaseURI = databaseUriFrom(env)
  const rulePassword = requiredVariable(env, 'RULE_PASSWORD')
  return { databaseURI, rulePassword, dryRun, users, after, report }
}
