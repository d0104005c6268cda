/**
 * Starts the app that hosts the package, on a real HTTP server and a port that the system picks.
 *
 *     describeWithDatabase('sign-up', (database) => {
 *       let host: Host
 *       beforeAll(async () => {
 *         host = await startHost({ database: database(), parseServer: { ... }, email: { ... } })
 *       })
 *       afterAll(() => host.close())
 *
 *       test('opens a session', async () => {
 *         const { status, body } = await rest(host, 'POST', '/users', { body: { username, password } })
 *         const { body } = await graphql(host, '{ viewer { sessionToken } }', { sessionToken })
 *         const mail = await mailbox.next({ to: 'ann@example.com' })   // mailbox = await startMailbox()
 *       })
 *     })
 *
 * One host at a time: Parse Server can run once in a process. After `close()` a second one may start.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express } from 'express'
import express4 from 'express4'
import { type Accounts, type AccountsOptions, createAccounts } from '../../index'
import type { HostApp } from '../../src/api/accounts'
import type { TestDatabase } from './database'
import { closeAfterwards } from './left-over'

type Settings = AccountsOptions['parseServer']

export interface HostOptions extends Omit<Partial<AccountsOptions>, 'parseServer'> {
  /** @default none, and then `parseServer.databaseURI` is needed */
  database?: TestDatabase
  /** On top of (or, with undefined, without) what a spec always needs. */
  parseServer?: Partial<Omit<Settings, 'cloud'>> & {
    /** Specs say of Parse what they use of it. */
    cloud?: string | ((Parse: never) => unknown) | undefined
  }
  /** @default 5 */
  express?: 4 | 5
  /** Path of the API. @default "/parse" */
  path?: string
  /** Where the package is mounted. @default the host's own app */
  mountOn?: (app: Express) => HostApp
  /** What the host's own app has before and after the package. */
  before?: (app: Express) => void
  after?: (app: Express) => void
  /** Listens to events, for example, before anything starts. */
  configure?: (accounts: Accounts) => void
}

export interface Host {
  /** As http://127.0.0.1:4711. */
  url: string
  apiUrl: string
  graphqlUrl: string
  appId: string
  masterKey: string
  accounts: Accounts
  app: Express
  server: Server
  /** Ends accounts, the server and every connection. Safe to call twice. */
  close(): Promise<void>
}

export const appId = 'spec-app'
export const masterKey = 'spec-master-key-of-32-characters'

export async function startHost(options: HostOptions = {}): Promise<Host> {
  const {
    database,
    parseServer,
    express: version = 5,
    path = '/parse',
    before,
    after,
    mountOn = (own: Express) => own,
    configure,
    ...rest
  } = options
  const app = (version === 4 ? express4 : express)()
  const server = createServer(app)
  const url = await listen(server)
  const apiUrl = url + path
  const settings = { ...defaults(apiUrl, database), ...parseServer } as Settings
  let accounts: Accounts | undefined
  const close = closeAfterwards(async () => {
    await accounts?.close()
    await closeServer(server)
  })
  try {
    accounts = createAccounts({ ...rest, parseServer: settings })
    configure?.(accounts)
    before?.(app)
    await accounts.mount(mountOn(app))
    after?.(app)
  } catch (error) {
    await close() // a host that fails to start must not keep the spec from ending
    throw error
  }
  const graphqlUrl = url + (rest.graphql?.path ?? '/graphql')
  return { url, apiUrl, graphqlUrl, appId, masterKey, accounts, app, server, close }
}

/** Parse Server's own log would drown the output of the specs. */
function defaults(publicServerURL: string, database: TestDatabase | undefined) {
  return {
    appId,
    masterKey,
    appName: 'Spec App',
    publicServerURL,
    silent: true,
    logsFolder: null,
    ...(database ? { databaseURI: database.uri } : {}),
  }
}

/** First of all, because `publicServerURL` has the port in it. */
function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      resolve(`http://127.0.0.1:${port}`)
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
