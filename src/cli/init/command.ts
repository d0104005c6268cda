/** The command that writes a new host. */
import path from 'node:path'
import { readArguments } from '../arguments'
import { type Command, exitCodes, exitCodesHelp } from '../command'
import { UsageError } from '../usage-error'
import { packageNameOf, requireRoom, writeFiles } from './folder'
import { ask } from './questions'
import { filesFor, type Language } from './template'

const help = `parse-server-accounts init [folder] [options]

Writes an Express app with accounts: it runs at once, on a PostgreSQL and a mailbox of its own,
and with your database and mail server in production. No file is ever overwritten.

Options
  --typescript          in TypeScript, which is the default
  --javascript          in JavaScript
  --yes                 asks nothing
  --help

${exitCodesHelp('never')}`

const flags = {
  typescript: { type: 'boolean' },
  javascript: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
} as const

function givenLanguage({ typescript, javascript }: { typescript?: boolean; javascript?: boolean }) {
  if (typescript && javascript) throw new UsageError('Give --typescript or --javascript, not both.')
  const language: Language | undefined = typescript ? 'typescript' : javascript ? 'javascript' : undefined
  return language
}

const nextSteps = (folder: string) => {
  const there = path.relative('', folder)
  return `\nNow:\n${there ? `  cd ${there}\n` : ''}  npm install\n  npm run dev\n\nREADME.md says the rest.`
}

async function init(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, flags, ['[folder]'])
  const given = givenLanguage(values)
  const folder = path.resolve(positionals[0] ?? '.')
  const name = packageNameOf(folder)
  const mayAsk = process.stdin.isTTY && !values.yes
  const streams = { input: process.stdin, output: process.stdout }
  const language = mayAsk ? await ask(given, folder, streams) : (given ?? 'typescript')
  const files = await filesFor(name, language)
  await requireRoom(folder, files)
  await writeFiles(folder, files)
  console.log(`Written to ${folder}:\n${[...files.keys()].map((file) => `  ${file}`).join('\n')}`)
  console.log(nextSteps(folder))
  return exitCodes.done
}

export const initCommand: Command = {
  name: 'init',
  summary: 'writes a new app that runs at once',
  help,
  run: init,
}
