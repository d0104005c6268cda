/** The command that turns all users of the old Auth0 rule into Auth0 users. */
import { reasonOf } from '../../errors'
import type { Row } from '../../parse/internals'
import { type Command, exitCodes, exitCodesHelp } from '../command'
import { type OpenDatabase, openDatabase } from '../database'
import { type Progress, startProgress } from '../progress'
import { goOnWith } from '../report'
import { untilStopped } from '../until-stopped'
import { createUserMigration } from './migrate-user'
import { createTally, type Outcome } from './outcomes'
import { type MigrationReport, openMigrationReport } from './report'
import { visitAll } from './run-migration'
import { type MigrationSettings, readSettings } from './settings'
import { countUnlinkedUsers, readUnlinkedUsers } from './parse-users'
import { readUserExport } from './auth0-users'
import { createUserList, type UserList } from './user-list'

const help = `parse-server-accounts migrate-rule-users [options]

Links the Parse users whom an old Auth0 rule has made with their Auth0 users, and takes
the rule's password and all sessions away from them.

Options
  --dry-run             says what would be done, and changes no user
  --users <file>        Auth0's export of all users: JSON lines, or a JSON array
  --after <objectId>    goes on behind this user
  --report <file.csv>   writes what became of each user of the rule to a new file
  --help

Environment
  DATABASE_URI          the database of Parse Server, postgres://… or mongodb://…
  RULE_PASSWORD         the password that the rule gave to every user

${exitCodesHelp('some users failed')}`

interface RunParts extends OpenDatabase {
  settings: MigrationSettings
  users: UserList | undefined
  report: MigrationReport | undefined
  signal: AbortSignal
}

/** @returns a function that migrates a user and notes what became of them, faults too */
function createVisit(parts: RunParts, tally: ReturnType<typeof createTally>, progress: Progress) {
  const { config, settings, users, report } = parts
  const { rulePassword, dryRun } = settings
  const migrate = createUserMigration({ config, rulePassword, users, dryRun })
  const migrateOrFail = async (user: Row): Promise<Outcome | undefined> => {
    try {
      return await migrate(user)
    } catch (thrown) {
      console.error(`${String(user.objectId)} failed: ${reasonOf(thrown)}`)
      return 'failed'
    }
  }
  return async (user: Row) => {
    const outcome = await migrateOrFail(user)
    tally.add(outcome)
    if (outcome) report?.add(user, outcome)
    progress.step()
  }
}

async function run(parts: RunParts): Promise<number> {
  const { config, settings, signal } = parts
  const { after, dryRun } = settings
  const tally = createTally()
  const progress = startProgress(await countUnlinkedUsers(config.database, after))
  const users = readUnlinkedUsers(config.database, after, signal)
  const last = await visitAll(users, createVisit(parts, tally, progress)).finally(() => progress.stop())
  console.log(tally.table())
  if (dryRun) console.log('\nThis was a dry run: nothing has been changed.')
  if (signal.aborted) {
    const goOn = last ?? after
    console.log(goOnWith(settings.report, goOn === undefined ? [] : [`--after ${goOn}`]))
    return exitCodes.stopped
  }
  return tally.failed > 0 ? exitCodes.someFailed : exitCodes.done
}

/** A list with a mistake in it comes out before the database is opened. */
async function migrate(settings: MigrationSettings, signal: AbortSignal): Promise<number> {
  const users =
    settings.users === undefined ? undefined : await createUserList(readUserExport(settings.users))
  const database = await openDatabase({ databaseURI: settings.databaseURI })
  try {
    const report = settings.report === undefined ? undefined : openMigrationReport(settings.report)
    return await run({ ...database, settings, users, report, signal }).finally(() => report?.close())
  } finally {
    await database.close()
  }
}

/** Ends by Ctrl-C, too, when what is under way is finished. */
export const migrateRuleUsers: Command = {
  name: 'migrate-rule-users',
  summary: 'makes the users of an old Auth0 rule Auth0 users',
  help,
  run: (args, env) => {
    const settings = readSettings(args, env)
    return untilStopped((signal) => migrate(settings, signal))
  },
}
