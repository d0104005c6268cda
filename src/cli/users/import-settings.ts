/** What `users import` is asked to do. */
import { readArguments } from '../arguments'
import { configFlag } from '../configuration'
import { UsageError } from '../usage-error'
import type { Draft } from './draft'
import { draftFromAuth0 } from './sources/auth0'
import { draftFromFirebase, firebaseColumns, readHashConfig } from './sources/firebase'
import { draftFromParse } from './sources/parse'
import { draftFromPlain } from './sources/plain'

/** Who has written a file. */
interface Source {
  draftFrom: (record: unknown) => Draft
  /** Of CSV without titles. */
  columns?: string[]
  /** In `authData` of its users. */
  providers: string[]
}

const others = ['google', 'apple', 'facebook', 'github', 'twitter']

/** @param hashConfig file with the parameters of Firebase's hashes */
const sources: Record<string, (hashConfig: string | undefined) => Source> = {
  plain: () => ({ draftFrom: draftFromPlain, providers: [] }),
  parse: () => ({ draftFrom: draftFromParse, providers: [] }),
  auth0: () => ({ draftFrom: draftFromAuth0, providers: ['auth0', ...others] }),
  firebase: (hashConfig) => ({
    draftFrom: draftFromFirebase(hashConfig === undefined ? undefined : readHashConfig(hashConfig)),
    columns: firebaseColumns,
    providers: ['firebase', ...others],
  }),
}

/** Checked, complete settings. */
export interface ImportSettings {
  file: string
  source: Source
  config: string | undefined
  dryRun: boolean
  /** File for the report. */
  report: string | undefined
}

const flags = {
  ...configFlag,
  from: { type: 'string', default: 'plain' },
  'hash-config': { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  report: { type: 'string' },
} as const

/** @throws {UsageError} naming the first thing that is missing or wrong. */
export function readImportSettings(args: string[]): ImportSettings {
  const { values, positionals } = readArguments(args, flags, ['file'])
  const { from, config, 'hash-config': hashConfig, 'dry-run': dryRun, report } = values
  const makeSource = Object.hasOwn(sources, from) ? sources[from] : undefined
  if (!makeSource)
    throw new UsageError(`--from takes ${Object.keys(sources).join(', ')}, not '${from}'. See --help.`)
  if (hashConfig !== undefined && from !== 'firebase')
    throw new UsageError('--hash-config belongs to --from firebase. See --help.')
  return { file: String(positionals[0]), source: makeSource(hashConfig), config, dryRun, report }
}
