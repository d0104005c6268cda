/** The options of all contenders: the same values, so that only the package makes the difference. */
import type { ParseServerSettings } from '../src/parse/options'
import { resolveParseOptions } from '../src/server/start/parse-options'

/** Files in hosts/: Parse Server alone, this package with all that is on by default turned off, and as one gets it. */
export const CONTENDERS = ['stock', 'off', 'accounts'] as const
export type ContenderName = (typeof CONTENDERS)[number]

export const APP_ID = 'bench'
export const GRAPHQL_PATH = '/graphql'

/**
 * This package gets what one would write. Stock gets what the package makes of it, every explicit default
 * included; without them it would warn a lot at start and skip the limits that the package sets.
 */
export function parseOptionsFor(name: ContenderName, url: string, databaseURI: string): object {
  const settings: ParseServerSettings = {
    appId: APP_ID,
    masterKey: 'bench-master-key-of-32-characters',
    appName: 'Bench',
    databaseURI,
    publicServerURL: `${url}/parse`,
    silent: true,
    logsFolder: null,
  }
  if (name !== 'stock') return settings
  const resolved = resolveParseOptions(settings, new URL(settings.publicServerURL as string), [])
  // A stand-in made of functions, which another process can't be given. No file is stored here.
  return Object.fromEntries(Object.entries(resolved).filter(([key]) => key !== 'filesAdapter'))
}

/** What the host of a contender gets, for the URL where it is to listen. */
export const givenTo = (name: ContenderName, databaseURI: string) => (url: string) => ({
  parseServer: parseOptionsFor(name, url, databaseURI),
})
