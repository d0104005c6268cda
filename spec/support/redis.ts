/**
 * Redis for specs: the server at `REDIS_URL`, in a database of its own there, or one that is started from the
 * `redis-server` on the PATH and gone afterwards.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { RedisJobRepository } from '@agendajs/redis-backend'
import { freePort } from '../../src/testing/postgres/free-port'
import { stopWithParent } from '../../src/testing/postgres/stop-with-parent'

export interface RedisServer {
  url: string
  /** To one that was started here: SIGKILL ends it, SIGSTOP lets it hang until SIGCONT. */
  signal(name: NodeJS.Signals): void
  stop(): Promise<void>
}

export const connectRedis = (url: string) => new RedisJobRepository({ connectionString: url }).getRedis()

/** A channel of ours, as it is named in the database of the URL. */
export const channelIn = (url: string, channel: string): string => {
  const database = new URL(url).pathname.slice(1)
  return ['', '0'].includes(database) ? channel : `${channel}@${database}`
}

const isInstalled = spawnSync('redis-server', ['--version']).status === 0

async function ready(server: ChildProcess): Promise<void> {
  for await (const line of createInterface({ input: server.stdout! }))
    if (line.includes('Ready to accept connections')) return
  throw new Error('Redis did not start')
}

/** @param args more settings: without any, nothing is kept */
export async function startRedis(port: number, args: string[] = []): Promise<RedisServer> {
  const settings = ['--port', String(port), '--save', '', '--bind', '127.0.0.1', ...args]
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] })
  const exited = once(server, 'exit')
  await ready(server)
  server.stdout.resume()
  const callOff = stopWithParent(server.pid!, 'SIGTERM')
  return {
    url: `redis://127.0.0.1:${port}`,
    signal: (name) => void server.kill(name),
    async stop() {
      server.kill()
      await exited
      callOff()
    },
  }
}

/** Jest's workers have one database each; it must be empty, and is so again afterwards. */
async function useDatabase(serverUrl: string): Promise<RedisServer> {
  const url = new URL(serverUrl)
  url.pathname = `/${15 - Number(process.env.JEST_WORKER_ID)}`
  const redis = connectRedis(url.href)
  if ((await redis.dbsize()) > 0) {
    redis.disconnect()
    throw new Error(`Database ${url.pathname.slice(1)} of REDIS_URL is not empty: specs leave it alone.`)
  }
  return {
    url: url.href,
    signal: () => notYet(),
    async stop() {
      await redis.flushdb()
      redis.disconnect()
    },
  }
}

const openRedis = async () =>
  process.env.REDIS_URL === undefined ? startRedis(await freePort()) : useDatabase(process.env.REDIS_URL)

const notYet = (): never => {
  throw new Error('Redis exists in hooks and tests only')
}

function skipOrFail(title: string, reason: string, skip: (title: string) => void): void {
  if (process.env.REQUIRE_REDIS !== '1') return skip(`${title}, skipped: ${reason}`)
  test(`${title} (needs Redis, and REQUIRE_REDIS=1)`, () => {
    throw new Error(reason)
  })
}

/** A `test` that starts and stops servers of its own. Without a `redis-server`, see `describeWithRedis`. */
export function testWithRedisServer(title: string, body: () => Promise<void>, timeoutMs?: number): void {
  if (isInstalled) test(title, body, timeoutMs)
  else skipOrFail(title, 'no redis-server on the PATH', (skipped) => test.skip(skipped, body))
}

/**
 * A `describe` with an empty Redis. Where there is none its specs are skipped, with the reason in the title; with
 * `REQUIRE_REDIS=1` they fail.
 *
 * @param body calls `url()` within hooks and tests, not while it describes them
 */
export function describeWithRedis(title: string, body: (url: () => string) => void): void {
  if (!isInstalled && process.env.REDIS_URL === undefined) {
    const skip = (skipped: string) => describe.skip(skipped, () => body(notYet))
    return skipOrFail(title, 'no REDIS_URL, and no redis-server on the PATH', skip)
  }
  describe(`${title} (Redis)`, () => {
    let server: RedisServer | undefined
    beforeAll(async () => void (server = await openRedis()))
    body(() => server?.url ?? notYet())
    afterAll(() => server?.stop())
  })
}
