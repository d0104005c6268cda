/**
 * `npm run bench:peers`: this package next to better-auth, on both databases; prints a Markdown table. `--quick` takes two
 * minutes and only shows that it runs; BENCH_ROUNDS makes it longer or shorter.
 */
import type { Engine } from '../../src/testing/postgres/engine'
import type { Shutdown } from '../../dev/shutdown'
import { type Comparison, markdownOf, perSecond } from '../markdown'
import { build, onEachEngine, runBench, say } from '../run-bench'
import { inTurn, orderOf } from '../turns'
import { installPeers, installSizes } from './install'
import { PEERS, type PeerName, startPeer } from './peer'
import { type Found, type RateName, runRound, signUpReturning } from './round'
import { type PeersSettings, readSettings } from './settings'

type Round = Record<PeerName, Found>

const milliseconds = (value: number) => `${value.toFixed(0)} ms`
const megabytes = (value: number) => `${value.toFixed(0)} MB`

const titles: Record<RateName, string> = {
  signUp: 'sign-up',
  signUpBare: 'sign-up, without the hash',
  signIn: 'sign-in',
  signInBare: 'sign-in, without the hash',
  me: 'who is signed in',
  firstRequest: 'first request of a session',
  signOut: 'sign-out',
}

interface Measure extends Omit<Comparison, 'database' | 'pairs'> {
  valueOf: (found: Found) => number
  cpuOf?: (found: Found) => number
}

const measures = ({ memoryRequests }: PeersSettings): Measure[] => [
  ...(Object.keys(titles) as RateName[]).map((rate) => ({
    title: titles[rate],
    format: perSecond,
    aim: '≥ 1',
    valueOf: ({ rates }: Found) => rates[rate].requestsPerSecond,
    cpuOf: ({ rates }: Found) => rates[rate].cpuMilliseconds,
  })),
  {
    title: 'start to the first sign-in',
    format: milliseconds,
    aim: '',
    valueOf: ({ start }) => start,
    cpuOf: ({ startCpu }) => startCpu,
  },
  { title: 'memory, idle', format: megabytes, aim: '', valueOf: ({ idleMemory }) => idleMemory },
  {
    title: `memory after ${memoryRequests.toLocaleString('en')} requests`,
    format: megabytes,
    aim: '',
    valueOf: ({ loadedMemory }) => loadedMemory,
  },
]

function comparison(database: string, { valueOf, cpuOf, ...row }: Measure, rounds: Round[]): Comparison {
  const pairs = rounds.map(({ accounts, betterAuth }) => ({
    other: valueOf(betterAuth),
    own: valueOf(accounts),
    ...(cpuOf && { cpuRatio: cpuOf(accounts) / cpuOf(betterAuth) }),
  }))
  return { database, ...row, pairs }
}

/** Two databases for each, as hashes that are none can't stand beside others. */
async function prepare(engine: Engine, shutdown: Shutdown): Promise<Record<PeerName, string>> {
  return inTurn(PEERS, async (name) => {
    const database = `peers_${name.toLowerCase()}`
    for (const [each, withoutHash] of [
      [database, false],
      [`${database}_bare`, true],
    ] as const) {
      await engine.createDatabase(each)
      const plan = { databaseURI: engine.uri(each), withoutHash, isFirst: true }
      const running = await startPeer(name, plan, shutdown)
      await signUpReturning(running)
      await running.contender.stop()
    }
    return engine.uri(database)
  })
}

async function measureOn(
  engine: Engine,
  database: string,
  settings: PeersSettings,
  shutdown: Shutdown,
): Promise<Comparison[]> {
  say(`${database}: creating databases`)
  const databaseURIs = await prepare(engine, shutdown)
  const rounds: Round[] = []
  while (rounds.length < settings.rounds) {
    say(`${database}: round ${rounds.length + 1} of ${settings.rounds}`)
    rounds.push(await runRound({ databaseURIs, order: orderOf(PEERS, rounds.length), settings, shutdown }))
  }
  return measures(settings).map((measure) => comparison(database, measure, rounds))
}

async function installRow(shutdown: Shutdown): Promise<Comparison> {
  say('installing both, for their sizes')
  const pairs = [await installSizes(shutdown)]
  return { database: '', title: 'install size', format: megabytes, aim: '', pairs }
}

runBench(async (shutdown) => {
  const settings = readSettings(process.argv.slice(2), process.env)
  await build()
  say('installing better-auth')
  await installPeers()
  const results = await onEachEngine(shutdown, (engine, database) =>
    measureOn(engine, database, settings, shutdown),
  )
  const byMeasure = results[0]!.flatMap((_, index) => results.map((result) => result[index]!))
  const sizes = settings.quick ? [] : [await installRow(shutdown)]
  return markdownOf([...byMeasure, ...sizes], settings.rounds, 'better-auth')
})
