/** SIGTERM, as a process manager sends it when a host is deployed anew. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { type ChildHost, startChildHost } from '../support/child-host'
import { describeWithDatabase } from '../support/database'
import { rest } from '../support/rest'

describeWithDatabase('SIGTERM', (database) => {
  let host: ChildHost | undefined
  afterEach(() => host?.stop())

  const start = async (env: Record<string, string> = {}) =>
    (host = await startChildHost('held', database(), env))

  /** Resolves when the host has printed it. */
  async function printed({ process, output }: ChildHost, line: string): Promise<void> {
    while (!output().includes(line)) await once(process.stdout!, 'data')
  }

  /** Resolves when nobody accepts connections any more. */
  async function refusesConnections({ url }: ChildHost): Promise<void> {
    const { hostname, port } = new URL(url)
    const isAccepted = () =>
      new Promise<boolean>((resolve) => {
        const socket = connect(Number(port), hostname, () => resolve(true))
        socket.on('error', () => resolve(false)).on('connect', () => socket.destroy())
      })
    while (await isAccepted());
  }

  test('answers the request under way, refuses new connections and ends as the signal asks', async () => {
    const held = await start()
    const exit = once(held.process, 'exit')
    await rest(held, 'POST', '/users', { body: { username: 'ann', password: 'correct-horse' } })
    const underWay = rest(held, 'POST', '/functions/wait', { body: {} })
    await printed(held, 'waiting')

    held.process.kill('SIGTERM')
    await refusesConnections(held)
    expect(held.isAlive()).toBe(true)
    const releasedAt = Date.now()
    held.process.kill('SIGUSR2')

    expect(await underWay).toMatchObject({ status: 200, body: { result: 1 } })
    expect(await exit).toEqual([null, 'SIGTERM'])
    expect(Date.now() - releasedAt).toBeLessThan(4000)
    expect(held.output()).not.toMatch(/error|warn/i)
  })

  test.each(['on', 'once'])("leaves the end to the host's own listener (process.%s)", async (LISTENER) => {
    const held = await start({ LISTENER })
    const exit = once(held.process, 'exit')
    held.process.kill('SIGTERM')
    await Promise.all([refusesConnections(held), printed(held, 'closed')])
    held.process.kill('SIGINT')
    expect(await exit).toEqual([7, null])
  })

  test('a second SIGTERM ends the process at once', async () => {
    const held = await start()
    const exit = once(held.process, 'exit')
    const underWay = rest(held, 'POST', '/functions/wait', { body: {} })
    await printed(held, 'waiting')
    held.process.kill('SIGTERM')
    await refusesConnections(held)
    held.process.kill('SIGTERM')
    await expect(underWay).rejects.toThrow('fetch failed')
    expect(await exit).toEqual([null, 'SIGTERM'])
  })
})
