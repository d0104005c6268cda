#!/usr/bin/env node
/** The program `parse-server-accounts`: finds the command and turns errors into one line. */
import { reasonOf } from '../errors'
import { migrateRuleUsers } from './migrate-rule-users/command'
import { UsageError } from './usage-error'

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

Exit codes
  0  done     1  some users failed     2  nothing was begun, or a fault ended it
  130  stopped by Ctrl-C`

const wrongUsage = 2

function main([command, ...args]: string[]): number | Promise<number> {
  if (command === '--help' || args.includes('--help')) {
    console.log(help)
    return 0
  }
  if (command === 'migrate-rule-users') return migrateRuleUsers(args, process.env)
  const problem = command === undefined ? 'Which command?' : `Unknown command ${command}.`
  throw new UsageError(`${problem} There is migrate-rule-users. See --help.`)
}

async function run(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (thrown) {
    process.exitCode = wrongUsage
    console.error(`parse-server-accounts: ${reasonOf(thrown).replace(/\s+/g, ' ')}`)
  }
}

void run()
