/** What is measured of verification alone: in one process, without HTTP and without a database. */
import type { Shutdown } from '../../dev/shutdown'
import { startChild } from '../child'
import type { LoadResult } from '../load'
import { type Comparison, perSecond } from '../markdown'
import { say } from '../run-bench'
import { type Duel, runRounds, type Side } from './duel'
import type { Auth0BenchSettings } from './settings'
import type { Tenant } from './tenant'

/** Not to be measured when it is new: with it come the keys. */
interface Tokens {
  first: string
  others: string[]
}

type Ask = <Answer>(question: object) => Promise<Answer>

/** Looking up is over too soon to be measured otherwise. */
const LOOK_UPS = 20

function duelsOf(ask: Ask, { first, others }: Tokens): Duel[] {
  const newOnes = (side: Side) => (amount: number) =>
    ask<LoadResult>({ side, first, tokens: others.slice(0, amount), times: 1 })
  const repeated =
    (side: Side, factor = 1) =>
    (amount: number) =>
      ask<LoadResult>({ side, first, tokens: [first], times: amount * factor })
  const common = {
    valueOf: ({ requestsPerSecond }) => requestsPerSecond,
    format: perSecond,
  } satisfies Pick<Duel, 'valueOf' | 'format'>
  return [
    {
      title: 'verification of new tokens, next to `express-oauth2-jwt-bearer`',
      aim: '',
      ...common,
      loads: { other: newOnes('other'), own: newOnes('own') },
    },
    {
      title: 'verification of a repeated token, next to `express-oauth2-jwt-bearer`',
      aim: '≥ 50',
      ...common,
      loads: { other: repeated('other'), own: repeated('own', LOOK_UPS) },
    },
  ]
}

async function memoryOf(ask: Ask, { first, others }: Tokens, rounds: number): Promise<Comparison> {
  const pairs = []
  while (pairs.length < rounds) pairs.push({ own: await ask<number>({ first, tokens: others }) })
  return {
    database: '',
    title: `memory for ${others.length.toLocaleString('en')} remembered tokens`,
    pairs,
    format: (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`,
    aim: '< 20 MB',
  }
}

async function signTokens({ accessToken }: Tenant, amount: number): Promise<Tokens> {
  const users = Array.from({ length: amount }, (_, user) => user)
  return { first: await accessToken(0), others: await Promise.all(users.map(accessToken)) }
}

/** Has a process of its own verify tokens. */
export async function compareVerification(
  tenant: Tenant,
  { tokens: amount, rounds }: Auth0BenchSettings,
  shutdown: Shutdown,
): Promise<Comparison[]> {
  say(`verification: signing ${amount} tokens`)
  const tokens = await signTokens(tenant, amount)
  // Of the garbage collector a process knows only when it is told to.
  const execArgv = ['--expose-gc']
  const { ask, stop } = await startChild({ name: 'verifier', given: tenant.options, execArgv }, shutdown)
  const planned = duelsOf(ask, tokens).map((duel) => ({ duel, amount: Math.ceil(amount / 5) }))
  const comparisons = await runRounds('', planned, rounds)
  say('verification: memory')
  comparisons.push(await memoryOf(ask, tokens, rounds))
  await stop()
  return comparisons
}
