/** `users import`: users of other systems, with their passwords and identities. */
import { providersFor } from '../../auth/presets'
import { resolveOptions } from '../../options'
import { type Command, exitCodes, exitCodesHelp } from '../command'
import { configurationHelp, loadOptions } from '../configuration'
import { openDatabase } from '../database'
import { startProgress } from '../progress'
import { goOnWith, openReport } from '../report'
import { untilStopped } from '../until-stopped'
import { openUserFile, type UserFile } from './entries'
import { type ImportSettings, readImportSettings } from './import-settings'
import { type Imported, type ImportParts, importUsers } from './run-import'
import { refusedIn, tableOf } from './tally'

const help = `parse-server-accounts users import <file> [options]

Makes Parse users of those in a file: CSV with a line of titles, JSON lines, or a JSON array.
Whoever is there already is left alone, so that the same command goes on where one was stopped
(with another --report).

Options
  --from <format>       plain: objectId, username, email, emailVerified, passwordHash, authData, …
                        parse: Parse's own export, or mongoexport of _User
                        auth0: exports of Auth0, with bcrypt hashes or without
                        firebase: JSON or CSV of \`firebase auth:export\`; by default, plain
  --hash-config <file>  the hash parameters of Firebase, as its console shows them
  --dry-run             says what would be done, and writes no user
  --report <file.csv>   writes which rows were not taken, and why, to a new file
  --help

${configurationHelp}

${exitCodesHelp('some rows were not taken')}`

/** Of kB: users are not counted before they are read. */
function progressOf({ bytes, bytesRead }: UserFile) {
  const progress = startProgress(Math.ceil(bytes / 1000), 'kB')
  let done = 0
  const onProgress = () => {
    const read = Math.ceil(bytesRead() / 1000)
    progress.step(read - done)
    done = read
  }
  return { onProgress, stop: () => progress.stop() }
}

function tell(
  { tally, brokenAt }: Imported,
  { dryRun, signal }: ImportParts,
  reportFile: string | undefined,
): number {
  console.log(tableOf(tally))
  if (brokenAt !== undefined) console.log(`\nThe file is broken at ${brokenAt}: nothing behind it was read.`)
  if (dryRun) console.log('\nThis was a dry run: no user has been written.')
  if (signal.aborted) {
    console.log(goOnWith(reportFile))
    return exitCodes.stopped
  }
  return refusedIn(tally) > 0 ? exitCodes.someFailed : exitCodes.done
}

async function run(settings: ImportSettings, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<number> {
  const { dryRun, source } = settings
  const options = resolveOptions(await loadOptions(settings.config, env))
  const { parseServer } = options
  const file = await openUserFile(settings.file, source.columns)
  const own = [...Object.keys(parseServer.auth ?? {}), ...providersFor(options).map(({ name }) => name)]
  const database = await openDatabase(parseServer, [...new Set([...own, ...source.providers])])
  try {
    const report =
      settings.report === undefined ? undefined : openReport(settings.report, ['place', 'reason'])
    const { onProgress, stop } = progressOf(file)
    const { convertEmailToLowercase, convertUsernameToLowercase } = database.serverConfig
    const forms = {
      ...(convertEmailToLowercase && { convertEmailToLowercase }),
      ...(convertUsernameToLowercase && { convertUsernameToLowercase }),
      isPublic: parseServer.enforcePrivateUsers === false,
    }
    const parts = { database, file, draftFrom: source.draftFrom, forms, dryRun, report, signal, onProgress }
    const imported = await importUsers(parts).finally(() => {
      stop()
      report?.close()
    })
    return tell(imported, parts, settings.report)
  } finally {
    await database.close()
  }
}

export const importCommand: Command = {
  name: 'users import',
  summary: 'makes Parse users of those in a file: CSV, JSON, Auth0, Firebase, Parse',
  help,
  run: (args, env) => {
    const settings = readImportSettings(args)
    return untilStopped((signal) => run(settings, env, signal))
  },
}
