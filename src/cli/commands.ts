/** The list of all commands, in the order of the help. */
import type { Command } from './command'
import { doctor } from './doctor/doctor'
import { initCommand } from './init/command'
import { operationCommands } from './operations/commands'
import { migrateRuleUsers } from './migrate-rule-users/command'
import { exportCommand } from './users/export'
import { importCommand } from './users/import'

export const commands: Command[] = [
  initCommand,
  migrateRuleUsers,
  importCommand,
  exportCommand,
  doctor,
  ...operationCommands,
]
