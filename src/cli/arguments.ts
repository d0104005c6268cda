/** Reads the arguments of a command. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { reasonOf } from '../errors'
import { UsageError } from './usage-error'

type Flags = NonNullable<ParseArgsConfig['options']>
type Parsed<Options extends Flags> = ReturnType<
  typeof parseArgs<{ options: Options; strict: true; allowPositionals: true }>
>

function parse<Options extends Flags>(args: string[], options: Options): Parsed<Options> {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: true })
  } catch (thrown) {
    // Of several sentences, the first says it.
    throw new UsageError(`${reasonOf(thrown).split('. ')[0] ?? ''}. See --help.`)
  }
}

/**
 * @param names of what has to stand beside the flags, in this order; those in brackets may be missing
 * @returns flags by their names, and the positionals, one for each of `names` that is there
 * @throws {UsageError} naming the first argument that is wrong, missing, or one too many
 */
export function readArguments<Options extends Flags>(
  args: string[],
  options: Options,
  names: string[] = [],
): Parsed<Options> {
  const parsed = parse(args, options)
  const { positionals } = parsed
  const extra = positionals[names.length]
  if (extra !== undefined) throw new UsageError(`Unexpected argument '${extra}'. See --help.`)
  const missing = names[positionals.length]
  if (missing !== undefined && !missing.startsWith('['))
    throw new UsageError(`<${missing}> is missing. See --help.`)
  return parsed
}
