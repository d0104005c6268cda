/** A PostgreSQL that is starting when the process that starts it ends: it ends, too. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { runsTypeScript } from '../support/run-typescript'

/** Connects to its own port, never takes connections, and lives as long as whoever listens there. */
const postgres = `#!${process.execPath}
require('node:net').connect(Number(process.argv[5]), '127.0.0.1').on('error', () => undefined)
`

const server = path.join(__dirname, '../../src/testing/postgres/server.ts')

let folder: string
const listener = createServer()
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'orphaned-start-'))
})
afterEach(async () => {
  listener.close()
  await rm(folder, { recursive: true, force: true })
})

test.each([true, false])(
  'a PostgreSQL ends with whoever starts it, before it is ready (kept: %s)',
  async (persistent) => {
    const binary = path.join(folder, 'postgres')
    await writeFile(binary, postgres)
    await chmod(binary, 0o755)
    listener.listen(0, '127.0.0.1')
    await once(listener, 'listening')
    const settings = { dataDir: folder, port: (listener.address() as AddressInfo).port, persistent, user: {} }
    const binaries = { postgres: binary, initdb: binary }
    const script = `require(${JSON.stringify(server)}).startServer(${JSON.stringify(binaries)}, ${JSON.stringify(settings)})`
    const parent = spawn(process.execPath, [...runsTypeScript, '-e', script], { stdio: 'ignore' })
    const [connection] = (await once(listener, 'connection')) as [Socket]
    const gone = once(
      connection.resume().on('error', () => undefined),
      'close',
    )
    parent.kill('SIGKILL')
    await gone
  },
)
