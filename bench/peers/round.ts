/** One round: both start anew, as they are and then without their hashes, and take turns under each load. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Request } from 'autocannon'
import type { Shutdown } from '../../dev/shutdown'
import { CONNECTIONS, load, type LoadResult, type Rate } from '../load'
import { inTurn, takeTurns } from '../turns'
import { ask, newName, type PeerName, type RunningPeer, type Session, startPeer } from './peer'
import type { PeersSettings } from './settings'

export const RATES = [
  'signUp',
  'signIn',
  'me',
  'signUpBare',
  'signInBare',
  'firstRequest',
  'signOut',
] as const
export type RateName = (typeof RATES)[number]

/** What a round found out about one of them. Milliseconds, and megabytes. */
export interface Found {
  start: number
  startCpu: number
  idleMemory: number
  loadedMemory: number
  rates: Record<RateName, Rate>
}

export interface RoundPlan {
  databaseURIs: Record<PeerName, string>
  /** Who is first. */
  order: PeerName[]
  settings: PeersSettings
  shutdown: Shutdown
}

/** So many users sign in, one after the other: of one with many sessions, the oldest has to go each time. */
const returning = Array.from({ length: 40 }, (_, index) => `returning-${index}`)
const settleMs = 1_000

/** Each request has the next of several. */
function inRotation<Item>(items: readonly Item[], requestFor: (item: Item) => Request): Request {
  let at = 0
  const next = () => requestFor(items[at++ % items.length]!)
  return { ...next(), setupRequest: (request) => ({ ...request, ...next() }) }
}

/** Whatever it answers is right, as long as it is a success. */
const anything = () => true
/** Not of an empty session. */
const tellsOfUser = (text: string) => text.includes('@example.com') || text.includes('"sessionToken"')

const put = ({ contender }: RunningPeer, request: Request, amount: number, isRight = tellsOfUser) =>
  load(contender, request, amount, CONNECTIONS, isRight)

const megabytes = async ({ contender }: RunningPeer) => (await contender.usage()).rss / 2 ** 20

/** Those who come back sign up, where they have not. */
export async function signUpReturning(running: RunningPeer): Promise<void> {
  for (const name of returning) await ask(running, running.peer.signUp(name))
}

async function startAndLook(name: PeerName, { databaseURIs, settings, shutdown }: RoundPlan) {
  const begin = performance.now()
  const running = await startPeer(name, { databaseURI: databaseURIs[name], withoutHash: false }, shutdown)
  const session = await ask(running, running.peer.signIn(returning[0]!))
  const start = performance.now() - begin
  const startCpu = (await running.contender.usage()).cpu / 1000
  await sleep(settleMs)
  const idleMemory = await megabytes(running)
  await put(running, running.peer.me(session), settings.memoryRequests)
  const loadedMemory = await megabytes(running)
  return { running, session, start, startCpu, idleMemory, loadedMemory }
}

type Loads = Partial<Record<RateName, (running: RunningPeer, name: PeerName) => Promise<LoadResult>>>

async function measure(
  order: PeerName[],
  running: Record<PeerName, RunningPeer>,
  loads: Loads,
): Promise<Record<PeerName, Partial<Record<RateName, Rate>>>> {
  const found = { betterAuth: {}, accounts: {} } as Record<PeerName, Partial<Record<RateName, Rate>>>
  for (const [rate, loadOn] of Object.entries(loads)) {
    const rates = await takeTurns(order, (name) => loadOn(running[name], name))
    for (const name of order) found[name][rate as RateName] = rates[name]
  }
  return found
}

const signUps = (amount: number) => (running: RunningPeer) =>
  put(
    running,
    inRotation([0], () => running.peer.signUp(newName())),
    amount,
  )
const signIns = (amount: number) => (running: RunningPeer) =>
  put(
    running,
    inRotation(returning, (name) => running.peer.signIn(name)),
    amount,
  )

/** New users, each with a session that was not used yet. */
async function newSessions(running: RunningPeer, amount: number): Promise<Session[]> {
  const sessions: Session[] = []
  while (sessions.length < amount) {
    const asked = Array.from({ length: CONNECTIONS }, () => ask(running, running.peer.signUp(newName())))
    sessions.push(...(await Promise.all(asked)))
  }
  return sessions.slice(0, amount)
}

/** Each load has sessions of its own; those of the first requests sign out afterwards. */
async function withNewSessions(plan: RoundPlan, running: Record<PeerName, RunningPeer>): Promise<Loads> {
  const { sessions: amount } = plan.settings
  const made = await inTurn(plan.order, (name) => newSessions(running[name], 2 * amount))
  const turns: Record<string, number> = {}
  const next = (rate: RateName, name: PeerName) => {
    const turn = (turns[rate + name] = (turns[rate + name] ?? -1) + 1)
    return made[name].slice(turn * amount, (turn + 1) * amount)
  }
  return {
    firstRequest: (each, name) => {
      const own = next('firstRequest', name)
      return put(
        each,
        inRotation(own, (session) => each.peer.me(session)),
        amount,
      )
    },
    signOut: (each, name) => {
      const own = next('signOut', name)
      return put(
        each,
        inRotation(own, (session) => each.peer.signOut(session)),
        amount,
        anything,
      )
    },
  }
}

export async function runRound(plan: RoundPlan): Promise<Record<PeerName, Found>> {
  const { order, settings, databaseURIs, shutdown } = plan
  const { hashed, bare, reads } = settings
  const started = await inTurn(order, (name) => startAndLook(name, plan))
  const shipped = await inTurn(order, async (name) => started[name].running)
  const asShipped = await measure(order, shipped, {
    me: (running, name) => put(running, running.peer.me(started[name].session), reads),
    signIn: signIns(hashed),
    signUp: signUps(hashed),
  })
  for (const name of order) await shipped[name].contender.stop()
  const without = await inTurn(order, async (name) => {
    const databaseURI = `${databaseURIs[name]}_bare`
    return startPeer(name, { databaseURI, withoutHash: true }, shutdown)
  })
  const loads = await withNewSessions(plan, without)
  const bared = await measure(order, without, {
    signInBare: signIns(bare),
    signUpBare: signUps(bare),
    ...loads,
  })
  for (const name of order) await without[name].contender.stop()
  return inTurn(order, async (name) => {
    const rates = { ...asShipped[name], ...bared[name] } as Found['rates']
    const { start, startCpu, idleMemory, loadedMemory } = started[name]
    return { start, startCpu, idleMemory, loadedMemory, rates }
  })
}
