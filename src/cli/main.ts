#!/usr/bin/env node
/** The program `parse-server-accounts`: finds the command and turns errors into one line. */
import { reasonOf } from '../errors'
import { type Command, exitCodes, exitCodesHelp } from './command'
import { commands } from './commands'
import { UsageError } from './usage-error'

const names = commands.map(({ name }) => name)
const widest = Math.max(...names.map(({ length }) => length))
const list = commands.map(({ name, summary }) => `  ${name.padEnd(widest)}  ${summary}`)

const help = `parse-server-accounts <command> [options]

${list.join('\n')}

parse-server-accounts <command> --help says more of a command.

${exitCodesHelp('some of it failed')}`

/** Names have one word or two. */
function find(args: string[]): Command | undefined {
  return commands.find(({ name }) => name.split(' ').every((word, index) => args[index] === word))
}

function unknown(args: string[]): UsageError {
  const [first] = args
  const problem = first === undefined ? 'Which command?' : `Unknown command ${first}.`
  return new UsageError(`${problem} There are ${names.join(', ')}. See --help.`)
}

function main(args: string[]): number | Promise<number> {
  const command = find(args)
  if (args.includes('--help')) {
    console.log(command?.help ?? help)
    return exitCodes.done
  }
  if (!command) throw unknown(args)
  return command.run(args.slice(command.name.split(' ').length), process.env)
}

async function run(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (thrown) {
    process.exitCode = exitCodes.wrongUsage
    console.error(`parse-server-accounts: ${reasonOf(thrown).replace(/\s+/g, ' ')}`)
  }
  // Not kept from ending by what a configuration has opened, and nobody closes.
  setTimeout(() => process.exit(), 2000).unref()
}

void run()
