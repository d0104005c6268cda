/**
 * The options of `createAccounts` that a command works with: those that a module of the host's exports, or the
 * environment's.
 */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { reasonOf } from '../errors'
import { isRecord } from '../option-kinds/kinds'
import type { AccountsOptions } from '../options'
import { environmentHelp, optionsFromEnvironment } from './environment'
import { UsageError } from './usage-error'

/** For `readArguments`. */
export const configFlag = { config: { type: 'string' } } as const

/** For the help of commands. */
export const configurationHelp = `Configuration
  --config <module>     a file that exports the options of createAccounts, as \`options\` or as its default:
                        CommonJS, an ES module, or TypeScript where your Node runs it

${environmentHelp}`

const isOptions = (value: unknown): value is AccountsOptions => isRecord(value) && isRecord(value.parseServer)

/** A CommonJS module is the default of what `import` gives; one that was compiled has a default in there. */
function exportsOf(loaded: Record<string, unknown>): unknown[] {
  const { default: main } = loaded
  return [loaded.options, main, ...(isRecord(main) ? [main.options, main.default] : [])]
}

function explain(thrown: unknown, file: string): UsageError {
  if ((thrown as { code?: unknown } | null)?.code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return new UsageError(
      `This Node.js can't load ${file}: take Node.js 22.18 or later, or set NODE_OPTIONS="--import tsx" with tsx installed.`,
    )
  return new UsageError(`The configuration ${file} failed: ${reasonOf(thrown)}`)
}

async function load(file: string): Promise<AccountsOptions> {
  const absolute = path.resolve(file)
  const isFile = await stat(absolute).then(
    (found) => found.isFile(),
    () => false,
  )
  if (!isFile) throw new UsageError(`There is no file ${file}: --config takes the path of a module.`)
  const loaded = await (import(pathToFileURL(absolute).href) as Promise<Record<string, unknown>>).catch(
    (thrown: unknown) => {
      throw explain(thrown, file)
    },
  )
  const options = exportsOf(loaded).find(isOptions)
  if (!options)
    throw new UsageError(
      `${file} exports no options: expected \`export const options = { parseServer: { … } }\`, or that as its default.`,
    )
  return options
}

/**
 * What `createAccounts` would get; it checks them.
 * @param config the value of `--config`
 * @throws {UsageError} when the module or the variables give none
 */
export async function loadOptions(
  config: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<AccountsOptions> {
  return config === undefined ? optionsFromEnvironment(env) : load(config)
}
