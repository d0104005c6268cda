/** `parseServer.databaseAdapter`: a host's own adapter, made by the host, in place of an address. */
import express from 'express'
import { MongoClient } from 'mongodb'
import { Client } from 'pg'
import { createAccounts } from '../../index'
import { requireFromParseServer } from '../../src/parse/internals'
import { describeWithDatabase, type TestDatabase } from '../support/database'
import { appId, type Host, masterKey, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { rest } from '../support/rest'
import { startTenant, type Tenant } from '../support/tenant'

type AdapterClass = new (options: { uri: string }) => object

function adapterFor({ engine, uri }: TestDatabase): object {
  const module = { mongodb: 'Mongo/MongoStorageAdapter', postgresql: 'Postgres/PostgresStorageAdapter' }
  const { default: Adapter } = requireFromParseServer(`./Adapters/Storage/${module[engine]}`) as {
    default: AdapterClass
  }
  return new Adapter({ uri })
}

async function tablesInPostgres(uri: string): Promise<unknown[]> {
  const client = new Client(uri)
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables UNION SELECT indexname FROM pg_indexes`,
  )
  await client.end()
  return rows.map(({ name }) => name)
}

async function tablesInMongo(uri: string): Promise<unknown[]> {
  const client = await MongoClient.connect(uri)
  const tables = await client.db().listCollections().toArray()
  const indexes = await client.db().collection('_Session').indexes()
  await client.close()
  return [...tables, ...indexes].map(({ name }) => name)
}

const namesIn = ({ engine, uri }: TestDatabase) =>
  engine === 'mongodb' ? tablesInMongo(uri) : tablesInPostgres(uri)

describeWithDatabase('a database adapter of the host', (database) => {
  let tenant: Tenant
  let mailbox: Mailbox
  let host: Host
  const start = (parseServer: object = {}) =>
    startHost({
      auth0: tenant.options,
      email: { transport: mailbox.url, from: 'app@example.com' },
      parseServer: { databaseAdapter: adapterFor(database()), verifyUserEmails: true, ...parseServer },
    })

  beforeAll(async () => {
    tenant = await startTenant()
    mailbox = await startMailbox()
    host = await start()
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
    await tenant.close()
  })

  test('is where users and mails are kept', async () => {
    const body = { username: 'ann', password: 'correct-horse', email: 'ann@example.com' }
    expect((await rest(host, 'POST', '/users', { body })).status).toBe(201)
    await mailbox.next({ to: 'ann@example.com' })
    while ((await host.accounts.outbox.list()).length > 0);
    expect((await rest(host, 'POST', '/login', { body })).status).toBe(200)
  })

  test('is where revocations are kept', async () => {
    const iat = Math.floor(Date.now() / 1000) - 60
    const authData = { auth0: { id_token: await tenant.idToken({ iat, email: 'revoked@example.com' }) } }
    const { objectId } = (await rest(host, 'POST', '/users', { body: { authData } })).body
    expect(await host.accounts.sessions.revoke(String(objectId))).toBe(1)
    expect((await rest(host, 'POST', '/users', { body: { authData } })).status).toBeGreaterThanOrEqual(400)
  })

  test('gets the tables and indexes of the package', async () => {
    expect(await namesIn(database())).toEqual(
      expect.arrayContaining([
        ...['accounts_outbox', 'accounts_ledger', 'accounts_session_token', 'accounts_session_user'],
      ]),
    )
  })

  test('says what to set where a file is stored', async () => {
    const { status, body } = await rest(host, 'POST', '/files/a.txt', {
      master: true,
      rawBody: 'a',
      headers: { 'content-type': 'text/plain' },
    })
    const error = 'To store files, set parseServer.filesAdapter.'
    expect([status, body]).toEqual([400, { code: 130, error }])
  })

  test('is followed by another one in the same process', async () => {
    await host.close()
    host = await start()
    const body = { username: 'ann', password: 'correct-horse' }
    expect((await rest(host, 'POST', '/login', { body })).status).toBe(200)
  })

  test('is what is told of when it can not start', async () => {
    await host.close()
    const { protocol } = new URL(database().uri)
    const uri = `${protocol}//127.0.0.1:1/gone?serverSelectionTimeoutMS=100`
    const databaseAdapter = adapterFor({ ...database(), uri })
    await expect(start({ databaseAdapter })).rejects.toMatchObject({
      code: 'ERR_START',
      message: expect.stringMatching(/Its database is that of your databaseAdapter/),
    })
  })
})

describeWithDatabase('a start that failed with a database adapter of the host', (database) => {
  const race = Object.assign(new Error('tuple concurrently updated'), { code: 'XX000' })
  const parts = { appId, masterKey, silent: true, logsFolder: null }
  const publicServerURL = 'http://127.0.0.1:1/parse'

  /** Fails once, as where another node starts at the same time. */
  function failingOnce(method: string, fault: Error, isMeant = (_of?: unknown) => true): object {
    const adapter = adapterFor(database()) as Record<string, (...args: unknown[]) => Promise<unknown>>
    const own = adapter[method]!.bind(adapter)
    let hasFailed = false
    adapter[method] = async (...args) => {
      const result = await own(...args)
      if (hasFailed || !isMeant(args[0])) return result
      hasFailed = true
      throw fault
    }
    return adapter
  }

  test('is tried again on the same connections, where nodes start together', async () => {
    const host = await startHost({
      parseServer: { databaseAdapter: failingOnce('performInitialization', race) },
    })
    expect((await rest(host, 'GET', '/health')).body).toEqual({ status: 'ok' })
    await host.close()
  })

  const fault = new Error('not yet')
  test.each([
    ['Parse Server', () => failingOnce('performInitialization', fault)],
    ['a part', () => failingOnce('ensureIndex', fault, (className) => className === 'AccountsAudit')],
  ])('can be tried again by the host, where %s failed', async (_what, adapter) => {
    const parseServer = { ...parts, publicServerURL, databaseAdapter: adapter() }
    const accounts = createAccounts({ parseServer, audit: {} })
    await expect(accounts.mount(express())).rejects.toMatchObject({ code: 'ERR_START' })
    await accounts.mount(express())
    await accounts.close()
  })

  test('leaves nothing open that was closed then', async () => {
    const databaseAdapter = failingOnce('performInitialization', fault)
    const handleShutdown = jest.fn(() => own())
    const own = (databaseAdapter as { handleShutdown: () => unknown }).handleShutdown.bind(databaseAdapter)
    Object.assign(databaseAdapter, { handleShutdown })
    const accounts = createAccounts({ parseServer: { ...parts, publicServerURL, databaseAdapter } })
    await expect(accounts.mount(express())).rejects.toMatchObject({ code: 'ERR_START' })
    expect(handleShutdown).not.toHaveBeenCalled()
    await accounts.close()
    expect(handleShutdown).toHaveBeenCalledTimes(1)
  })
})

test.each(['databaseURI', 'databaseOptions', 'collectionPrefix'])('excludes %s', (name) => {
  const value = { databaseURI: 'postgres://localhost/app', databaseOptions: {}, collectionPrefix: 'a' }[name]
  const parseServer = { appId, masterKey, publicServerURL: 'http://localhost/parse', databaseAdapter: {} }
  expect(() => createAccounts({ parseServer: { ...parseServer, [name]: value } })).toThrow(
    `parseServer.${name}: `,
  )
})
