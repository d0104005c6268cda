/** `users export`: all users, as `users import` and others read them. */
import { createWriteStream, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { hasSecondFactor } from '../../auth/mfa/factors'
import { resolveOptions } from '../../options'
import type { Database, Row } from '../../parse/internals'
import { readArguments } from '../arguments'
import { type Command, exitCodes, exitCodesHelp } from '../command'
import { configFlag, configurationHelp, loadOptions } from '../configuration'
import { openDatabase } from '../database'
import { createFile } from '../report'
import { untilStopped } from '../until-stopped'
import { UsageError } from '../usage-error'
import { exported, formats } from './export-formats'

const help = `parse-server-accounts users export <file> [options]

Writes all users to a new file, which nobody else can read: what \`users import\` reads as plain.
Without password hashes and tokens; the ids of identities are in \`authData\`, nothing else of it, and not those of
anonymous users: who has one can log in with it. Without second factors: at its end, the command says how many users
have one.

Options
  --format <format>     ndjson: JSON lines, by default; json: an array; csv: these columns only:
                        objectId, username, email, emailVerified, authData, ACL, blocked, createdAt,
                        updatedAt, and passwordHash with --hashes
  --hashes              writes password hashes, too, and the ids of anonymous users: keep the file as you keep the database
  --help

${configurationHelp}

${exitCodesHelp('never')}`

/** Rows that are read at once. */
const pageSize = 500

async function* readUsers(database: Database, signal: AbortSignal): AsyncGenerator<Row> {
  let last: string | undefined
  for (;;) {
    const where = last === undefined ? {} : { objectId: { $gt: last } }
    const page = await database.find('_User', where, { limit: pageSize, sort: { objectId: 1 } })
    signal.throwIfAborted()
    yield* page
    if (page.length < pageSize) return
    last = String(page.at(-1)?.objectId)
  }
}

const flags = {
  ...configFlag,
  format: { type: 'string', default: 'ndjson' },
  hashes: { type: 'boolean', default: false },
} as const

function readSettings(args: string[]) {
  const { values, positionals } = readArguments(args, flags, ['file'])
  const { format, hashes, config } = values
  const write = Object.hasOwn(formats, format) ? formats[format] : undefined
  if (!write)
    throw new UsageError(`--format takes ${Object.keys(formats).join(', ')}, not '${format}'. See --help.`)
  return { file: String(positionals[0]), write: write(hashes), hashes, config }
}

/** A file with some of the users could pass for all of them, and would be in the way of the next run. */
async function writeFile(file: string, content: AsyncIterable<unknown>): Promise<void> {
  const fd = createFile(file, 'The file')
  try {
    await pipeline(content, createWriteStream(file, { fd }))
  } catch (thrown) {
    rmSync(file, { force: true })
    throw thrown
  }
}

/** A factor is worth nothing without its seed, which is nobody's but the server's. */
function tell(file: string, { users, factors }: { users: number; factors: number }): void {
  console.log(`${users.toLocaleString('en')} users are in ${file}.`)
  if (factors === 0) return
  const who = 'Users who have one, and would log in without it after an import'
  console.error(`Second factors are not in the file. ${who}: ${factors.toLocaleString('en')}.`)
}

async function run(args: string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<number> {
  const { file, write, hashes, config } = readSettings(args)
  const { parseServer } = resolveOptions(await loadOptions(config, env))
  const { config: opened, close } = await openDatabase(parseServer, [])
  const counts = { users: 0, factors: 0 }
  async function* users() {
    for await (const user of readUsers(opened.database, signal)) {
      counts.users += 1
      if (hasSecondFactor(user)) counts.factors += 1
      yield exported(user, hashes)
    }
  }
  try {
    await writeFile(file, write(users()))
  } catch (thrown) {
    if (thrown !== signal.reason) throw thrown
    console.log('Stopped: there is no file.')
    return exitCodes.stopped
  } finally {
    await close()
  }
  tell(file, counts)
  return exitCodes.done
}

export const exportCommand: Command = {
  name: 'users export',
  summary: 'writes all users to a file: JSON lines, JSON or CSV',
  help,
  run: (args, env) => untilStopped((signal) => run(args, env, signal)),
}
