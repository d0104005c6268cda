/** How fast queued mails go, next to nodemailer's pool, which keeps nothing. */
import type { Engine } from '../../src/testing/postgres/engine'
import type { Shutdown } from '../../dev/shutdown'
import { type Duel, runRounds } from '../auth0/duel'
import type { LoadResult } from '../load'
import { type Comparison, perSecond } from '../markdown'
import { say } from '../run-bench'
import { givenToSender, recipients } from './mail-options'
import { type Sender, startSender } from './sender'
import type { EmailBenchSettings } from './settings'
import { type Sink, startSink } from './sink'

/** The mail server leaves the first mails without an answer until all are queued: then the time begins. */
async function drain(sender: Sender, sink: Sink, amount: number): Promise<LoadResult> {
  await sink.forget()
  await sink.setFault('hang')
  await sender.queue(recipients(amount, 'reader'))
  const before = await sender.usage()
  const begin = performance.now()
  await sink.setFault()
  await sink.until(amount)
  const seconds = (performance.now() - begin) / 1000
  await sender.untilIdle()
  const after = await sender.usage()
  return { requests: amount, seconds, cpuSeconds: (after.cpu - before.cpu) / 1e6 }
}

/** How long the mail server thinks about each mail: not at all, and as one does that writes mails to a disk. */
const ANSWER_MS = [0, 20]

/** Of nodemailer's pools, where nobody says otherwise. */
const CONNECTIONS = 5

/** Both send over as many connections to the same mail server. */
async function compareDrain(
  engine: Engine,
  database: string,
  answerMs: number,
  { mails, rounds }: EmailBenchSettings,
  shutdown: Shutdown,
): Promise<Comparison[]> {
  say(`${database}: mails that go, ${answerMs} ms each`)
  const name = `bench_drain_${answerMs}`
  await engine.createDatabase(name)
  const sink = await startSink(answerMs, shutdown)
  const given = givenToSender(engine.uri(name), sink.url)
  const node = await startSender('mail-node', given, shutdown)
  const pool = await startSender('mail-pool', { ...given, connections: CONNECTIONS }, shutdown)
  const duel: Duel = {
    title: `${mails.toLocaleString('en')} queued mails, ${answerMs} ms each, next to nodemailer’s pool`,
    aim: '≥ 0.8',
    valueOf: ({ requestsPerSecond }) => requestsPerSecond,
    format: perSecond,
    loads: {
      other: (amount) => drain(pool, sink, amount),
      own: (amount) => drain(node, sink, amount),
    },
  }
  for (const warmUp of Object.values(duel.loads)) await warmUp(Math.ceil(mails / 4))
  const comparisons = await runRounds(database, [{ duel, amount: mails }], rounds)
  await Promise.all([node.kill(), pool.kill()])
  return comparisons
}

export async function compareDrains(
  engine: Engine,
  database: string,
  settings: EmailBenchSettings,
  shutdown: Shutdown,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = []
  for (const answerMs of ANSWER_MS)
    comparisons.push(...(await compareDrain(engine, database, answerMs, settings, shutdown)))
  return comparisons
}
