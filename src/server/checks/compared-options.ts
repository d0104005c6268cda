/** Which options all nodes of an app must have alike, and digests by which nodes compare them without telling them. */
import { createHmac } from 'node:crypto'
import { deriveKey } from '../../adapters/sealed-text'
import { isRecord } from '../../option-kinds/kinds'

/** Options of this package that a request, a mail or a row may meet on one node after another; its spec has the others. */
const own = [
  ...['sessions', 'limits', 'passwords', 'pendingEmail', 'reauthentication', 'guards', 'operators'],
  ...['auth0', 'oidc', 'backendless', 'pages', 'notices', 'outbox', 'audit', 'webhooks'],
  ...['userData', 'triggers'],
]

/** Those of Parse Server. */
const parseServers = [
  ...['appId', 'clientKey', 'javascriptKey', 'restAPIKey', 'dotNetKey', 'webhookKey', 'fileKey'],
  ...['readOnlyMasterKey', 'maintenanceKey', 'encryptionKey', 'publicServerURL', 'auth', 'protectedFields'],
  ...['sessionLength', 'expireInactiveSessions', 'extendSessionOnUse', 'revokeSessionOnPasswordReset'],
  ...['verifyUserEmails', 'preventLoginWithUnverifiedEmail', 'accountLockout', 'passwordPolicy'],
  ...['enableAnonymousUsers', 'allowClientClassCreation', 'enforcePrivateUsers'],
]

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value === 'function') return 'function'
  if (value instanceof RegExp) return String(value)
  return isRecord(value) ? Object.fromEntries(Object.entries(value).sort()) : value
}

/** Whatever the order of members; of functions it tells only that they are there, and of what leads to itself nothing. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value, inOrder)
  } catch {
    return ''
  }
}

/** Enough to see that two differ, and too little to find a secret by trying: of a million guesses, 15 fit by chance. */
function digestOf(key: Buffer, text: string): number {
  return 1 + createHmac('sha256', key).update(text).digest().readUInt16BE()
}

const masterKeyPath = 'parseServer.masterKey'

/**
 * @param masterKey keys the digests, so that those of two master keys have nothing in common
 * @returns positive whole numbers, by the path of an option
 */
export function digestsOf(options: Record<string, unknown>, masterKey: string): Map<string, number> {
  const settings = isRecord(options.parseServer) ? options.parseServer : {}
  const { liveQuery } = settings
  const values: [string, unknown][] = [
    ...own.map((name): [string, unknown] => [name, options[name]]),
    // Its address may be another one for each node.
    ['redisUrl', options.redisUrl !== undefined],
    ...parseServers.map((name): [string, unknown] => [`parseServer.${name}`, settings[name]]),
    ['parseServer.liveQuery', isRecord(liveQuery) && liveQuery.classNames],
    [masterKeyPath, true],
  ]
  const key = deriveKey(masterKey, 'nodes/options')
  return new Map(values.map(([path, value]) => [path, digestOf(key, `${path} ${textOf([value])}`)]))
}

/** Under two master keys nothing is alike, and that alone is to be said. @returns paths of options */
export function differencesOf(own: Map<string, number>, others: Map<string, number>): string[] {
  const paths = [...others].flatMap(([path, digest]) => (own.get(path) === digest ? [] : path))
  return paths.includes(masterKeyPath) ? [masterKeyPath] : paths
}
