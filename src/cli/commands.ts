/** The list of all commands, in the order of the help. */
import type { Command } from './command'
import { initCommand } from './init/command'
import { operationCommands } from './operations/commands'
import { migrateRuleUsers } from './migrate-rule-users/command'

export const commands: Command[] = [initCommand, migrateRuleUsers, ...operationCommands]
