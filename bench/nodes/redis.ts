/** Redis for the bench: the one at REDIS_URL, or a `redis-server` on the PATH. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Shutdown } from '../../dev/shutdown'
import { freePort } from '../../src/testing/postgres/free-port'
import { stopWithParent } from '../../src/testing/postgres/stop-with-parent'

/** @returns its URL; nothing where there is none */
export async function startRedis(shutdown: Shutdown): Promise<string | undefined> {
  if (process.env.REDIS_URL !== undefined) return process.env.REDIS_URL
  const port = await freePort()
  const args = ['--port', String(port), '--save', '', '--bind', '127.0.0.1']
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const isThere = await Promise.race([
    once(server, 'spawn').then(() => true),
    once(server, 'error').then(() => false),
  ])
  if (!isThere) return undefined
  const exited = once(server, 'exit')
  const callOff = stopWithParent(Number(server.pid), 'SIGTERM')
  await shutdown.add(async () => {
    server.kill()
    await exited
    callOff()
  })
  for await (const line of createInterface({ input: server.stdout }))
    if (line.includes('Ready to accept')) break
  return `redis://127.0.0.1:${port}`
}
