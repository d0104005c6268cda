/**
 * Starts the host of the test kit with what specs need beside: a database, Express 4 or 5, and an end however they end.
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
import type { Express } from 'express'
import express4 from 'express4'
import { type Accounts } from '../../index'
import { startTestHost, type TestHost, type TestHostOptions } from '../../src/testing/host'
import type { TestDatabase } from './database'
import { closing } from './left-over'

type Settings = NonNullable<TestHostOptions['parseServer']>

export interface HostOptions extends Omit<TestHostOptions, 'parseServer' | 'app' | 'mailbox'> {
  /** @default none, and then `parseServer.databaseURI` is needed */
  database?: TestDatabase
  /** On top of (or, with undefined, without) what a spec always needs. */
  parseServer?: Omit<Settings, 'cloud'> & {
    /** Specs say of Parse what they use of it. */
    cloud?: string | ((Parse: never) => unknown) | undefined
  }
  /** @default 5 */
  express?: 4 | 5
  /** Listens to events, for example, before anything starts. */
  configure?: (accounts: Accounts) => void
}

export type Host = TestHost

export const appId = 'spec-app'
export const masterKey = 'spec-master-key-of-32-characters'

const defaults = { appId, masterKey, appName: 'Spec App' }

export async function startHost(options: HostOptions = {}): Promise<Host> {
  const { database, parseServer, express: version = 5, configure, before, ...rest } = options
  const host = await startTestHost({
    ...rest,
    ...(version === 4 ? { app: express4() as unknown as Express } : {}),
    parseServer: {
      ...defaults,
      ...(database ? { databaseURI: database.uri } : {}),
      ...parseServer,
    } as Settings,
    before: (app, accounts) => {
      configure?.(accounts)
      before?.(app, accounts)
    },
  })
  return closing(host)
}
