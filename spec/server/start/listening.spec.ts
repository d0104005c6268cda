/** attach() waits until the server listens, and says so when it can't. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'

describeWithDatabase('attach()', (database) => {
  let host: Host
  const servers: Server[] = []
  const start = async () => {
    host = await startHost({ database: database(), parseServer: { liveQuery: { classNames: ['Note'] } } })
  }
  beforeAll(async () => {
    await start()
  })
  afterAll(async () => {
    await host.close()
    for (const server of servers) if (server.listening) await once(server.close(), 'close')
  })

  const opened = (server: Server) => {
    servers.push(server)
    return server
  }

  test.each([undefined, 'localhost'])('waits until the server listens, on host %s', async (name) => {
    const server = opened(createServer())
    await host.accounts.attach(name ? server.listen(0, name) : server.listen(0))
    expect(server.listening).toBe(true)
    expect(server.listenerCount('error')).toBe(0)
  })

  test.each([
    ['by Node', () => createServer()],
    ['by Express', undefined],
  ])('rejects when the port is taken, %s', async (_how, create) => {
    const { port } = host.server.address() as AddressInfo
    const server = create
      ? opened(create()).listen(port, '127.0.0.1')
      : opened(express().listen(port, '127.0.0.1'))
    await expect(host.accounts.attach(server)).rejects.toMatchObject({
      code: 'ERR_LISTEN',
      message: expect.stringContaining('Something listens there already') as string,
    })
  })

  test('adds nothing to a server that it has already', async () => {
    const server = opened(createServer())
    const upgrades = () => server.listenerCount('upgrade')
    await host.accounts.attach(server.listen(0, '127.0.0.1'))
    expect(upgrades()).toBe(1)
    await Promise.all([host.accounts.attach(server), host.accounts.attach(server)])
    expect(upgrades()).toBe(1)
  })

  test('is refused when the accounts are closed before the server listens', async () => {
    const server = opened(createServer())
    await host.close()
    const signals = process.listenerCount('SIGTERM')
    await start()
    const refused = expect(host.accounts.attach(server)).rejects.toMatchObject({ code: 'ERR_CLOSED' })
    await host.accounts.close()
    server.listen(0, '127.0.0.1')
    await refused
    expect(server.listenerCount('upgrade')).toBe(0)
    expect(process.listenerCount('SIGTERM')).toBe(signals)
  })

  test('leaves the errors of a server alone that it does not take', async () => {
    const server = opened(createServer())
    await host.close()
    await expect(host.accounts.attach(server)).rejects.toMatchObject({ code: 'ERR_CLOSED' })
    expect(server.listenerCount('error')).toBe(0)
  })
})
