/** The stores that an outbox may have: the databases of Parse Server, and a Redis server started for a spec. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { RedisJobRepository } from '@agendajs/redis-backend'
import { MongoClient } from 'mongodb'
import { Pool } from 'pg'
import { freePort } from '../../../../dev/engines/free-port'
import type { OutboxStore } from '../../../../src/adapters/email/outbox/open-store'
import { describeWithDatabase } from '../../../support/database'

/** A store as a process sees it that has connected to it. */
export interface OpenedStore {
  store: OutboxStore
  /** Everything that is stored of the mails. */
  rows: () => Promise<unknown[]>
  close: () => Promise<void>
}

function openPostgres(uri: string): OpenedStore {
  const pool = new Pool({ connectionString: uri })
  pool.on('error', () => undefined) // as Parse Server's own pool does when its database stops
  return {
    store: { _client: { $pool: pool } },
    rows: async () => (await pool.query<object>('SELECT * FROM accounts_outbox')).rows,
    close: () => pool.end(),
  }
}

async function openMongo(uri: string): Promise<OpenedStore> {
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 1000 })
  const database = client.db()
  return {
    store: { client, database },
    rows: () => database.collection('accounts_outbox').find().toArray(),
    close: () => client.close(),
  }
}

function openRedis(url: string): OpenedStore {
  const redis = new RedisJobRepository({ connectionString: url }).getRedis()
  return {
    store: url,
    rows: async () => {
      const keys = await redis.keys('accounts_outbox:job:*')
      return Promise.all(keys.map((key) => redis.hgetall(key)))
    },
    close: async () => redis.disconnect(),
  }
}

/** @param uri tells by its scheme what kind of store it is */
export async function openStore(uri: string): Promise<OpenedStore> {
  if (uri.startsWith('redis:')) return openRedis(uri)
  return uri.startsWith('mongodb:') ? openMongo(uri) : openPostgres(uri)
}

interface RedisServer {
  url: string
  stop(): Promise<void>
}

const redisIsThere = spawnSync('redis-server', ['--version']).status === 0

async function ready(server: ChildProcess): Promise<void> {
  for await (const line of createInterface({ input: server.stdout! }))
    if (line.includes('Ready to accept connections')) return
  throw new Error('Redis did not start')
}

async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'spec-redis-'))
  const port = await freePort()
  const settings = ['--port', String(port), '--dir', folder, '--save', '', '--bind', '127.0.0.1']
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] })
  const exited = once(server, 'exit')
  await ready(server)
  server.stdout.resume()
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      server.kill()
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Body = (uri: () => string) => void

function describeWithRedis(title: string, body: Body): void {
  const noStore = () => {
    throw new Error('The store exists in hooks and tests only')
  }
  if (!redisIsThere)
    return describe.skip(`${title}, skipped: no redis-server on the PATH`, () => body(noStore))
  describe(`${title} (Redis)`, () => {
    let server: RedisServer | undefined
    beforeAll(async () => void (server = await startRedis()))
    body(() => server?.url ?? noStore())
    afterAll(() => server?.stop())
  })
}

/** A `describe` that runs on every kind of store, with an empty one that is gone afterwards. */
export function describeWithStore(title: string, body: Body): void {
  describeWithDatabase(title, (database) => body(() => database().uri))
  if (!process.env.DATABASE || process.env.DATABASE === 'redis') describeWithRedis(title, body)
}
