/** How long a sign-up takes with a verification mail, whatever the mail server does, next to one without mail. */
import { randomUUID } from 'node:crypto'
import type { Engine } from '../../src/testing/postgres/engine'
import type { Shutdown } from '../../dev/shutdown'
import type { Contender } from '../contender'
import type { Comparison, Pair } from '../markdown'
import { json, send } from '../requests'
import { say } from '../run-bench'
import { inTurn, orderOf } from '../turns'
import type { EmailBenchSettings } from './settings'
import { HOST_NAMES, type HostName, mailServers, type MailHostName, startHosts } from './sign-up-hosts'

/** What one host needed in one round. */
interface Found {
  /** Milliseconds of each sign-up, the quickest first. */
  times: number[]
  /** Microseconds on the processor, for all of them. */
  cpu: number
}

type Round = Record<HostName, Found>

/** Until then, a host that sends mail still compiles what it does for one, which shows in its slowest answers. */
const WARM_UPS = 200

async function signUp(url: string): Promise<number> {
  const username = randomUUID()
  const user = { username, password: 'correct horse battery staple', email: `${username}@example.com` }
  const begin = performance.now()
  await send(url, 'POST', '/parse/users', json, user)
  return performance.now() - begin
}

/** One after the other: several at a time would mostly wait for each other's password to be hashed. */
async function signUps({ url, usage }: Contender, count: number): Promise<Found> {
  const before = await usage()
  const times: number[] = []
  while (times.length < count) times.push(await signUp(url))
  return { times, cpu: (await usage()).cpu - before.cpu }
}

/** Each host has two turns, as in A B C D D C B A. */
async function runRound(
  hosts: Record<HostName, Contender>,
  order: HostName[],
  count: number,
): Promise<Round> {
  const turn = (name: HostName) => signUps(hosts[name], Math.ceil(count / 2))
  const first = await inTurn(order, turn)
  const second = await inTurn(order.toReversed(), turn)
  return inTurn(order, async (name) => ({
    times: [...first[name].times, ...second[name].times].sort((a, b) => a - b),
    cpu: first[name].cpu + second[name].cpu,
  }))
}

/** The time that so many of a hundred stay below. */
const percentile = ({ times }: Found, percent: number) =>
  times[Math.ceil((times.length * percent) / 100) - 1]!

function comparison(database: string, name: MailHostName, percent: number, rounds: Round[]): Comparison {
  const pairOf = ({ none, [name]: own }: Round): Pair => ({
    other: percentile(none, percent),
    own: percentile(own, percent),
    cpuRatio: own.cpu / none.cpu,
  })
  return {
    database,
    title: `sign-up, p${percent}, ${mailServers[name]}, next to no mail`,
    pairs: rounds.map(pairOf),
    format: (milliseconds) => `${milliseconds.toFixed(1)} ms`,
    aim: '≤ 1.1',
  }
}

export async function compareSignUps(
  engine: Engine,
  database: string,
  settings: EmailBenchSettings,
  shutdown: Shutdown,
): Promise<Comparison[]> {
  say(`${database}: sign-ups, hosts start`)
  const hosts = await startHosts(engine, shutdown)
  await inTurn(HOST_NAMES, (name) => signUps(hosts[name], WARM_UPS))
  const rounds: Round[] = []
  while (rounds.length < settings.rounds) {
    say(`${database}: sign-ups, round ${rounds.length + 1} of ${settings.rounds}`)
    rounds.push(await runRound(hosts, orderOf(HOST_NAMES, rounds.length), settings.signUps))
  }
  await inTurn(HOST_NAMES, (name) => hosts[name].stop())
  const names = Object.keys(mailServers) as MailHostName[]
  return names.flatMap((name) => [50, 99].map((percent) => comparison(database, name, percent, rounds)))
}
