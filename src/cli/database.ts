/** Opens a database by Parse Server itself, without HTTP: its schema, its indexes, its way to store a user. */
import { randomUUID } from 'node:crypto'
import { createAdapter } from '../auth/oidc/adapter'
import { CredentialFault } from '../auth/oidc/token/errors'
import { importedHooks } from '../auth/passwords/imported/imported'
import { normalFormHooks } from '../auth/passwords/normal-form'
import { guards } from '../guards/guards'
import type { ParseConfig, RequestConfig } from '../parse/internals'
import type { ParseServerSettings } from '../parse/options'
import { configOf } from '../parse/request/request-config'
import type { Part } from '../part/part'
import { resolveParseOptions } from '../server/start/parse-options'
import { startParseServer } from '../server/start/parse-server'

/** A database that is open. */
export interface OpenDatabase {
  config: RequestConfig
  /** Of the server, for all requests. */
  serverConfig: ParseConfig
  /** With a controller of its own, and so with transactions of its own. */
  newConfig: () => RequestConfig
  close: () => Promise<void>
}

/** Nobody logs in here. Parse Server keeps the links of a provider unique that it knows. */
function linksOf(providers: string[]): Part {
  const refuse = () => Promise.reject(new CredentialFault('No log-ins here.'))
  const auth = Object.fromEntries(
    providers.map((name) => [name, createAdapter({ name, title: name }, refuse)] as const),
  )
  return { name: 'links', parseOptions: (options) => ({ ...options, auth }) }
}

/** The settings that say where rows are, and in which form they are stored. */
const storage = [
  ...['databaseURI', 'databaseAdapter', 'databaseOptions', 'collectionPrefix'],
  ...['convertEmailToLowercase', 'convertUsernameToLowercase'],
]

/**
 * @param settings those of the host; all that say nothing of the database are left out
 * @param providers whose links are unique
 * @throws {AccountsError} `ERR_START` when it can't be opened, without the credentials in its URI.
 */
export async function openDatabase(
  settings: Partial<ParseServerSettings>,
  providers = ['auth0'],
): Promise<OpenDatabase> {
  const publicServerURL = 'http://localhost/parse'
  const own = {
    ...Object.fromEntries(Object.entries(settings).filter(([name]) => storage.includes(name))),
    ...{ appId: 'parse-server-accounts', masterKey: randomUUID(), publicServerURL },
    ...{ silent: true, logsFolder: null },
  }
  const options = resolveParseOptions(own, new URL(publicServerURL), [linksOf(providers), guards])
  const running = await startParseServer(options, (config) => [
    ...guards.prepare(config),
    normalFormHooks,
    importedHooks(config.databaseController.adapter),
  ])
  const newConfig = () => configOf(own.appId)
  return {
    config: newConfig(),
    serverConfig: running.server.config,
    newConfig,
    close: () => running.stop(),
  }
}
