/** What `migrate-rule-users` is asked to do, by its arguments and its environment. */
import { parseArgs } from 'node:util'
import { reasonOf } from '../../errors'
import { UsageError } from '../usage-error'

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

function read(args: string[]) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values
  } catch (thrown) {
    // Of several sentences, the first says it.
    throw new UsageError(`${reasonOf(thrown).split('. ')[0] ?? ''}. See --help.`)
  }
}

/** Arguments would show in the list of processes. */
function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name]
  if (!value) throw new UsageError(`${name} is missing: set it in the environment. See --help.`)
  return value
}

/** @throws {UsageError} naming the first thing that is missing or wrong. */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): MigrationSettings {
  const { 'dry-run': dryRun, users, after, report } = read(args)
  const databaseURI = required(env, 'DATABASE_URI')
  if (!/^(postgres|postgresql|mongodb|mongodb\+srv):\/\//.test(databaseURI))
    throw new UsageError('DATABASE_URI must begin with postgres:// or mongodb://.')
  return { databaseURI, rulePassword: required(env, 'RULE_PASSWORD'), dryRun, users, after, report }
}
