/** `doctor`: looks at all that a server needs, and says what to do. */
import { diagnosesOf } from '../../accounts/assemble'
import { isRecord } from '../../option-kinds/kinds'
import type { ResolvedOptions } from '../../options'
import type { Diagnosis } from '../../part/part'
import { unsetProblems } from '../../parse/options'
import { publicServerUrl } from '../../server/paths'
import { readArguments } from '../arguments'
import { type Command, exitCodes, exitCodesHelp } from '../command'
import { configFlag, configurationHelp, loadOptions } from '../configuration'
import { redisUrlOf } from '../../adapters/email/any-adapter'
import { diagnoseConfiguration } from './configuration'
import { diagnoseDatabase } from './database'
import { runDiagnose } from './diagnoses'
import { diagnoseRedis } from './redis'
import { diagnoseUrls } from './urls'
import { diagnoseVersions } from './versions'

const help = `parse-server-accounts doctor [options]

Looks at versions, options, database, indexes, schema, clock, mail server, keys of providers, Redis, and
whether the server answers at its public URL. Each line is ok, a warning, or wrong, and says what to do.
Run it where the server runs, and while it runs. It sends no mail, and changes no user.

Options
  --json                writes a list of { name, state, message }
  --help

${configurationHelp}

${exitCodesHelp('something is wrong')}`

const flags = { ...configFlag, json: { type: 'boolean', default: false } } as const

async function urlOf({ publicServerURL }: ResolvedOptions['parseServer']): Promise<string> {
  const given = publicServerUrl(publicServerURL)
  return String(typeof given === 'function' ? await (given as () => unknown)() : given)
}

/** Those that need right options. */
async function diagnoseServer(options: ResolvedOptions): Promise<Diagnosis[]> {
  const { parseServer, redisUrl } = options
  const redisUrls = new Set([redisUrl, redisUrlOf(options)])
  const all = await Promise.all([
    ...diagnosesOf(options).map((diagnose) => runDiagnose('part', diagnose)),
    ...[...redisUrls]
      .filter((url) => url !== undefined)
      .map((url) => runDiagnose('Redis', () => diagnoseRedis(url))),
    runDiagnose('public URL', async () => diagnoseUrls(await urlOf(parseServer))),
  ])
  return all.flat()
}

/** The database is looked at whatever else is wrong, unless it is Parse Server's default that nobody has meant. */
async function diagnose(input: unknown, env: NodeJS.ProcessEnv, hasConfig: boolean): Promise<Diagnosis[]> {
  const { diagnoses, options } = diagnoseConfiguration(input, !hasConfig && !env.MASTER_KEY)
  const settings = isRecord(input) && isRecord(input.parseServer) ? input.parseServer : {}
  const lookAtDatabase = () => diagnoseDatabase(options?.parseServer ?? settings)
  return [
    ...diagnoseVersions(),
    ...diagnoses,
    ...(unsetProblems(settings).length === 0 ? await runDiagnose('database', lookAtDatabase) : []),
    ...(options ? await diagnoseServer(options) : []),
  ]
}

const words = { ok: 'ok', warning: 'warning', wrong: 'WRONG' }

function tableOf(diagnoses: Diagnosis[]): string {
  const widest = Math.max(...diagnoses.map(({ name }) => name.length))
  return diagnoses
    .map(({ name, state, message }) => `${words[state].padEnd(8)}${name.padEnd(widest + 2)}${message}`)
    .join('\n')
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'looks at all that a server needs, and says what to do',
  help,
  run: async (args, env) => {
    const { config, json } = readArguments(args, flags).values
    const diagnoses = await diagnose(await loadOptions(config, env), env, config !== undefined)
    console.log(json ? JSON.stringify(diagnoses, null, 2) : tableOf(diagnoses))
    return diagnoses.some(({ state }) => state === 'wrong') ? exitCodes.someFailed : exitCodes.done
  },
}
