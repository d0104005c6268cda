/** Opens a database by Parse Server itself, without HTTP: its schema, its indexes, its way to store a user. */
import { randomUUID } from 'node:crypto'
import { createAdapter } from '../auth/oidc/adapter'
import { CredentialFault } from '../auth/oidc/token/errors'
import { normalFormHooks } from '../auth/passwords/normal-form'
import { guards } from '../guards/guards'
import { internals, type RequestConfig } from '../parse/internals'
import type { Part } from '../part'
import { resolveParseOptions } from '../server/start/parse-options'
import { startParseServer } from '../server/start/parse-server'

/** A database that is open. */
export interface OpenDatabase {
  config: RequestConfig
  close: () => Promise<void>
}

/** Nobody logs in here. Parse Server keeps the links of a provider unique that it knows. */
const auth0 = createAdapter({ name: 'auth0', title: 'Auth0' }, () =>
  Promise.reject(new CredentialFault('No log-ins here.')),
)
const links: Part = { name: 'links', parseOptions: (options) => ({ ...options, auth: { auth0 } }) }

/** @throws {AccountsError} `ERR_START` when it can't be opened, without the credentials in its URI. */
export async function openDatabase(databaseURI: string): Promise<OpenDatabase> {
  const publicServerURL = 'http://localhost/parse'
  const settings = {
    appId: 'parse-server-accounts',
    masterKey: randomUUID(),
    databaseURI,
    publicServerURL,
    silent: true,
    logsFolder: null,
  }
  const options = resolveParseOptions(settings, new URL(publicServerURL), [links, guards])
  const running = await startParseServer(options, (config) => [...guards.prepare(config), normalFormHooks])
  const config = internals.Config().get(settings.appId)
  if (!config) throw new Error('Parse Server is not running.')
  return { config, close: () => running.stop() }
}
