/** The database goes away in the middle of a delivery, and comes back. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Engine } from '../../../../src/testing/postgres/engine'
import { freePort } from '../../../../src/testing/postgres/free-port'
import { startMongodb } from '../../../../dev/engines/mongodb'
import { startPostgres } from '../../../../src/testing/postgres/postgres'
import { closeAfterwards } from '../../../support/left-over'
import { startMailbox } from '../../../support/mailbox'
import { displayName, type EngineName, ENGINES, stateOf } from '../../../support/engines/running'
import { startRedis, testWithRedisServer } from '../../../support/redis'
import { openPostOffice } from './post-office'

const launch = { postgresql: startPostgres, mongodb: startMongodb }
const wanted = ENGINES.filter((name) => (process.env.DATABASE ?? name) === name)

/** A server of its own for a spec, which can be stopped and started again with its data. */
async function startEngine(name: EngineName) {
  const folder = await mkdtemp(path.join(tmpdir(), 'spec-outage-'))
  const options = {
    dataDir: path.join(folder, 'data'),
    port: await freePort(),
  }
  let engine: Engine | undefined
  const start = async () => (engine = await launch[name](options))
  const stop = async () => {
    await engine?.stop()
    engine = undefined
  }
  closeAfterwards(async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  })
  const started = await start()
  await started.createDatabase('outage')
  return { uri: started.uri('outage'), start, stop }
}

/** A Redis server that writes what it has, as the one of an outbox must. */
async function startPersistentRedis() {
  const folder = await mkdtemp(path.join(tmpdir(), 'spec-outage-'))
  const port = await freePort()
  const start = () => startRedis(port, ['--dir', folder, '--appendonly', 'yes'])
  let server = await start()
  closeAfterwards(async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return { url: server.url, stop: () => server.stop(), start: async () => void (server = await start()) }
}

/** Lines, each awaited before it comes. */
function createLines() {
  let onLine: (line: string) => void = () => undefined
  return {
    onLog: (line: string) => onLine(line),
    next: () => new Promise<string>((resolve) => (onLine = resolve)),
  }
}

/**
 * A lock longer than the outage: what was sent is still ours when the database is back. One claim at a time: none is
 * on its way when the database goes, as one that is made while its answer is lost would be held as long as its lock.
 */
const policy = { lockSeconds: 60, claims: 1 }

async function survives(name: EngineName): Promise<void> {
  const engine = await startEngine(name)
  const mailbox = await startMailbox()
  const lines = createLines()
  const office = await openPostOffice({ uri: engine.uri, smtpUrl: mailbox.url, onLog: lines.onLog, policy })
  mailbox.fail('hang')
  await office.add({ to: 'ann@example.com', subject: 'under way' })
  await mailbox.nextFailure()
  await office.add({ to: 'ann@example.com', subject: 'waits' })

  const begins = lines.next()
  await engine.stop()
  mailbox.recover()
  await mailbox.next()
  expect(await begins).toMatch(/can’t use its database/)
  await expect(office.add({ to: 'bob@example.com', subject: 'not taken' })).rejects.toThrow()

  const ends = lines.next()
  await engine.start()
  expect(await ends).toMatch(/again/)
  expect((await mailbox.next()).subject).toBe('waits')
  await office.rest()
  expect(await office.opened.rows()).toEqual([])
  expect(office.tried).toEqual(['under way', 'waits'])
  expect(office.logged).toHaveLength(2)
}

for (const name of wanted) {
  const state = stateOf(name)
  const testThere = 'missing' in state ? test.skip : test
  const reason = 'missing' in state ? `, skipped: ${state.missing}` : ''
  const title = 'an outage is survived: nothing is lost or sent twice, and the log tells it once'
  testThere(`${title} (${displayName(name)})${reason}`, () => survives(name), 90_000)
}

testWithRedisServer(
  'a restart of Redis is survived: commands wait, nothing is lost or sent twice',
  async () => {
    const redis = await startPersistentRedis()
    const mailbox = await startMailbox()
    const office = await openPostOffice({ uri: redis.url, smtpUrl: mailbox.url, policy })
    mailbox.fail('hang')
    await office.add({ to: 'ann@example.com', subject: 'under way' })
    await mailbox.nextFailure()
    await office.add({ to: 'ann@example.com', subject: 'waits' })

    await redis.stop()
    mailbox.recover()
    await mailbox.next()
    const added = office.add({ to: 'ann@example.com', subject: 'taken' })
    await redis.start()
    await added
    const subjects = [await mailbox.next(), await mailbox.next()].map(({ subject }) => subject)
    expect(subjects).toEqual(['waits', 'taken'])
    await office.rest()
    expect(await office.opened.rows()).toEqual([])
    expect(office.tried).toEqual(['under way', 'waits', 'taken'])
  },
)
