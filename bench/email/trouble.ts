/** What becomes of queued mails when a node is killed, the mail server is away, and the database restarts meanwhile. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Engine } from '../../src/testing/postgres/engine'
import type { Shutdown } from '../../dev/shutdown'
import { say } from '../run-bench'
import { givenToSender, recipients } from './mail-options'
import { type Restartable, startRestartable } from './restartable'
import { type Sender, startSender } from './sender'
import type { EmailBenchSettings } from './settings'
import { type Sink, startSink } from './sink'
import { countMails, type Survived } from './survived'

/** As quick as a mail server nearby, so that much is still queued when the trouble begins. */
const ANSWER_MS = 50

interface Scene {
  database: Restartable
  sink: Sink
  doomed: Sender
  survivor: Sender
}

async function prepare(engine: Engine, shutdown: Shutdown): Promise<Scene> {
  const database = await startRestartable(engine, shutdown)
  const sink = await startSink(ANSWER_MS, shutdown)
  const given = givenToSender(database.databaseURI, sink.url)
  const doomed = await startSender('mail-node', given, shutdown)
  return { database, sink, doomed, survivor: await startSender('mail-node', given, shutdown) }
}

async function makeTrouble({ database, sink, doomed }: Scene, mails: number, outageSeconds: number) {
  await sink.setFault()
  await sink.until(mails / 4)
  await doomed.kill()
  say('a node was killed')
  await sink.until((mails * 2) / 5)
  await sink.setFault('down')
  say('the mail server is away')
  await delay(outageSeconds * 250)
  await database.restart()
  say('the database was restarted')
  await delay(outageSeconds * 750)
  await sink.setFault()
  say('the mail server is back')
}

/** All mails are queued before the first can go, half of them by each node. */
export async function survive(
  engine: Engine,
  name: string,
  { troubledMails, outageSeconds }: EmailBenchSettings,
  shutdown: Shutdown,
): Promise<Survived> {
  say(`${name}: trouble`)
  const scene = await prepare(engine, shutdown)
  const { database, sink, doomed, survivor } = scene
  await sink.setFault('hang')
  const wanted = recipients(troubledMails, 'reader')
  await Promise.all([
    doomed.queue(wanted.slice(0, troubledMails / 2)),
    survivor.queue(wanted.slice(troubledMails / 2)),
  ])
  const begin = performance.now()
  await makeTrouble(scene, troubledMails, outageSeconds)
  await survivor.untilIdle()
  const seconds = (performance.now() - begin) / 1000
  const taken = await sink.taken()
  await survivor.kill()
  await database.stop()
  return { database: name, seconds, ...countMails(taken, wanted) }
}
