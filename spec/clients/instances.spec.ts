/** One instance a process: what happens to those who try for more, and after a failure. */
import { createRequire } from 'node:module'
import { connect, createServer, type Server } from 'node:net'
import { once } from 'node:events'
import express from 'express'
import { freePort } from '../../src/testing/postgres/free-port'
import { createAccounts } from '../../index'
import { internals, type ParseConfig } from '../../src/parse/internals'
import { describeWithDatabase } from '../support/database'
import { startHost } from '../support/host'
import { rest } from '../support/rest'

describeWithDatabase('accounts in one process', (database) => {
  const options = (databaseURI = database().uri) => ({
    parseServer: {
      appId: 'spec-app',
      masterKey: 'spec-master-key-of-32-characters',
      publicServerURL: 'http://127.0.0.1:1337/parse',
      databaseURI,
      databaseOptions: { serverSelectionTimeoutMS: 1000 },
      silent: true,
      logsFolder: null,
    },
  })

  test('can be mounted once', async () => {
    const host = await startHost({ database: database() })
    await expect(host.accounts.mount(express())).rejects.toMatchObject({ code: 'ERR_MOUNTED' })
    expect((await rest(host, 'GET', '/health')).status).toBe(200)
    await host.close()
    await expect(host.accounts.mount(express())).rejects.toMatchObject({ code: 'ERR_CLOSED' })
  })

  test('refuse a second instance until the first is closed', async () => {
    const early = createAccounts(options())
    const first = await startHost({ database: database() })
    expect(() => createAccounts(options())).toThrow('Parse Server runs in this process already')
    await expect(early.mount(express())).rejects.toMatchObject({ code: 'ERR_SECOND_INSTANCE' })
    expect((await rest(first, 'GET', '/health')).status).toBe(200)
    await first.close()

    const second = await startHost({ database: database(), path: '/second' })
    const body = { username: 'ann', password: 'correct-horse' }
    expect((await rest(second, 'POST', '/users', { body })).status).toBe(201)
    await second.close()
  })

  test('refuse to run beside a Parse Server that the host has made, and name it', async () => {
    const { ParseServer } = createRequire(__filename)('parse-server') as {
      ParseServer: new (options: object) => { config: ParseConfig }
    }
    const early = createAccounts(options())
    const { config } = new ParseServer({
      ...options().parseServer,
      appId: 'own',
      serverURL: 'http://localhost/own',
    })
    expect(() => createAccounts(options())).toThrow(
      "take out your own `new ParseServer({ appId: 'own', … })`",
    )
    await expect(early.mount(express())).rejects.toMatchObject({ code: 'ERR_SECOND_INSTANCE' })
    internals.appCache().del('own')
    config.databaseController.adapter.handleShutdown?.()
  })

  test('answer 503 on the host that lives on after close()', async () => {
    const host = await startHost({
      database: database(),
      after: (app) => void app.get('/own', (_req, res) => void res.send('ok')),
    })
    await host.accounts.close()
    expect(await rest(host, 'GET', '/users')).toMatchObject({ status: 503, body: { code: 100 } })
    expect((await fetch(`${host.url}/own`)).status).toBe(200)
    await host.close()
  })

  test('are mounted by a second try when the database was not there at the first', async () => {
    const app = express()
    const port = await freePort()
    const uri = new URL(database().uri)
    const { hostname, port: realPort } = uri
    uri.port = String(port)
    const accounts = createAccounts(options(uri.href))
    const print = jest.spyOn(console, 'error').mockReturnValue() // Parse Server prints the reason as well

    await expect(accounts.mount(app)).rejects.toMatchObject({
      code: 'ERR_START',
      message: expect.stringContaining(`127.0.0.1:${port}`) as string,
    })
    print.mockRestore()
    expect(await statusOf(app, '/parse/health')).toBe(404)

    const proxy = createServer((socket) => {
      const target = connect(Number(realPort), hostname)
      socket.pipe(target).pipe(socket)
      for (const each of [socket, target]) each.on('error', () => undefined)
    })
    await once(proxy.listen(port, '127.0.0.1'), 'listening')
    await accounts.mount(app)
    expect(await statusOf(app, '/parse/health')).toBe(200)
    await accounts.close()
    await closed(proxy)
  })

  async function statusOf(app: express.Express, path: string): Promise<number> {
    const server = app.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const headers = { 'X-Parse-Application-Id': 'spec-app' }
    const { status } = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
    server.closeAllConnections()
    await closed(server)
    return status
  }

  const closed = (server: Server) => new Promise((resolve) => server.close(resolve))
})
