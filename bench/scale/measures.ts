/** What is timed beside many users and sessions: one request after the other, so that nothing waits for another one. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Tenant } from '../auth0/tenant'
import { json, send } from '../requests'
import { say } from '../run-bench'
import { nameOf, sidOf, tokenOf } from './fill'
import type { Look } from './look'
import { headersOf, type Node } from './node'

export const password = 'correct horse battery staple'

export interface Measure {
  title: string
  times: number[]
  /** Rows that one of them reads without an index. */
  scanned: number
}

interface Plan {
  title: string
  /** Does it once, with users and sessions of this number. @returns milliseconds, where it takes the time itself */
  once: (nth: number) => Promise<unknown>
  times: number
}

/** What comes first in a plan is not timed: it makes connections and compiles. */
const warmUps = 10
const looks = 5

const isTime = (answer: unknown): answer is { ms: number } =>
  typeof (answer as { ms?: unknown } | undefined)?.ms === 'number'

export interface Parts {
  node: Node
  tenant: Tenant
  look: Look
  count: number
}

function plansFor({ node, tenant, count }: Parts): Plan[] {
  const { url, ask } = node
  const logIn = (body: object) => send(url, 'POST', '/parse/users', json, body)
  const byToken = async (nth: number) =>
    logIn({ authData: { auth0: { id_token: await tenant.idToken(nth) } } })
  const me = (nth: number) => send(url, 'GET', '/parse/users/me', headersOf(tokenOf(nth)))
  const revoke = (target: unknown) => ask({ what: 'revoke', target })
  return [
    {
      title: 'log-in with a password',
      once: (nth) => send(url, 'POST', '/parse/login', json, { username: nameOf(nth), password }),
      times: 100,
    },
    { title: 'first request of a session, `users/me`', once: me, times: 500 },
    { title: '`users/me`, of a session that was seen', once: (nth) => me(1 + (nth % 10)), times: 500 },
    { title: 'first log-in with Auth0: a new user', once: (nth) => byToken(count + nth), times: 200 },
    { title: 'later log-in with Auth0', once: byToken, times: 200 },
    { title: 'revoke one session, by its id', once: (nth) => revoke(nameOf(nth)), times: 200 },
    { title: 'revoke all of a user', once: (nth) => revoke(nameOf(nth)), times: 200 },
    { title: 'revoke by `sid`', once: (nth) => revoke({ sid: sidOf(nth) }), times: 200 },
  ]
}

/** Numbers that lie far apart, odd ones: these have a session at the provider. Each is used once. */
function numbersUpTo(count: number) {
  let turn = 0
  const step = 2 * Math.max(1, Math.floor(count / 5000))
  return () => 1 + (((turn += 1) * step + Math.floor((turn * step) / count) * 2) % (count - 1))
}

export async function measureAll(parts: Parts): Promise<Measure[]> {
  const next = numbersUpTo(parts.count)
  const measures: Measure[] = []
  for (const { title, once, times } of plansFor(parts)) {
    const measure: Measure = { title, times: [], scanned: 0 }
    for (let turn = -warmUps; turn < times; turn += 1) {
      const nth = next()
      const begin = performance.now()
      const answer = await once(nth)
      const ms = isTime(answer) ? answer.ms : performance.now() - begin
      if (turn >= 0) measure.times.push(ms)
    }
    const scanned = await parts.look.scannedBy(async () => {
      for (let turn = 0; turn < looks; turn += 1) await once(next())
    })
    measure.scanned = Math.round(scanned / looks)
    say(`  ${title}`)
    measures.push(measure)
  }
  return measures
}

/** Sessions that are over are removed at the next start. @returns how many in a second */
export async function prune(look: Look, over: number, restart: () => Promise<unknown>): Promise<number> {
  await look.expire(over)
  await restart()
  const begin = performance.now()
  for (let left = await look.countOver(); left > 0; left = await look.countOver()) await sleep(200)
  return (over * 1000) / (performance.now() - begin)
}
