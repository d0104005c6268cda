/** `npm start` from the first line to the last: how it begins, how it ends, and what is left then. */
import { request } from 'node:http'
import {
  databasePid,
  type DemoProcess,
  ended,
  freePorts,
  newDataDir,
  occupy,
  startDemo,
} from './demo-process'

let port: number
let dataDir: string
let remove: () => Promise<void>
let demo: DemoProcess | undefined

beforeEach(async () => {
  port = await freePorts()
  ;({ dataDir, remove } = await newDataDir())
})

afterEach(async () => {
  await demo?.kill()
  await remove()
})

async function startedDemo(command?: string[]): Promise<DemoProcess> {
  demo = startDemo(port, dataDir, command)
  await demo.printed('Ctrl-C stops everything')
  return demo
}

async function expectNothingRuns(database: number): Promise<void> {
  expect(await ended(database)).toBe(true)
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('fetch failed')
  await expect(fetch(`http://127.0.0.1:${port + 2}`)).rejects.toThrow('fetch failed')
}

/** The status of an answer to a request for another host name, which fetch would not send. */
function statusFor(host: string, to: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ port: to, host: '127.0.0.1', headers: { host } }, ({ statusCode }) => resolve(statusCode))
      .on('error', reject)
      .end()
  })
}

const keyIn = (output: string) => /Master key\s+(\S{32})/.exec(output)?.[1]

describe('npm start', () => {
  test('prints every URL and key, and shows them to its own names only', async () => {
    const { output, siteUrl, mailboxUrl } = await startedDemo()
    for (const text of [
      siteUrl,
      mailboxUrl,
      `${siteUrl}/dashboard`,
      `${siteUrl}/parse`,
      `${siteUrl}/graphql`,
    ])
      expect(output()).toContain(text)
    expect(output()).toMatch(/Application id\s+demo/)
    expect(keyIn(output())).toBeDefined()
    expect(output()).not.toMatch(/warn|deprecat/i)
    for (const each of [port, port + 2]) {
      expect(await statusFor(`localhost:${each}`, each)).toBe(200)
      expect(await statusFor('rebound.example', each)).toBe(421)
    }
  })

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing running after %s', async (signal) => {
    const running = await startedDemo()
    const database = await databasePid(dataDir)
    running.signal(signal)
    expect(await running.exited).toBe(0)
    await expectNothingRuns(database)
  })

  test('leaves nothing running after Ctrl-C by way of npm', async () => {
    const running = await startedDemo(['npm', 'start'])
    const database = await databasePid(dataDir)
    running.signal('SIGINT')
    await running.exited
    await expectNothingRuns(database)
  })

  test('leaves nothing running when it is interrupted while it starts', async () => {
    demo = startDemo(port, dataDir)
    await demo.printed('Ports are free')
    demo.signal('SIGINT')
    expect(await demo.exited).toBe(0)
    await expect(databasePid(dataDir)).rejects.toThrow('ENOENT')
  })

  test('starts again, with the keys it had, after it was killed without a chance to clean up', async () => {
    const killed = await startedDemo()
    killed.signal('SIGKILL')
    await killed.exited
    const again = await startedDemo()
    expect(keyIn(again.output())).toBe(keyIn(killed.output()))
  })

  test('refuses a second demo on the same data', async () => {
    await startedDemo()
    const second = startDemo(await freePorts(), dataDir)
    expect(await second.exited).toBe(1)
    expect(second.output()).toContain('Another demo is running on the same data')
  })

  test('says which port is in use, and how to go on, before it starts anything', async () => {
    const other = await occupy(port)
    demo = startDemo(port, dataDir)
    expect(await demo.exited).toBe(1)
    other.close()
    const way = `start with PORT=${port + 1000} npm start`
    expect(demo.output()).toContain(`Port ${port} is in use: stop the other program or ${way}`)
    await expect(databasePid(dataDir)).rejects.toThrow('ENOENT')
  })

  test('checks the port of the mailbox, too', async () => {
    const other = await occupy(port + 2)
    demo = startDemo(port, dataDir)
    expect(await demo.exited).toBe(1)
    other.close()
    expect(demo.output()).toContain(`Port ${port + 2} (the mailbox) is in use`)
  })
})
