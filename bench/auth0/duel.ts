/** A measure is a duel: the same work for this package and for what stands beside it, in every round. */
import { amountFor, type LoadResult, type Rate } from '../load'
import type { Comparison, Pair } from '../markdown'
import { say } from '../run-bench'
import { orderOf, takeTurns } from '../turns'

const SIDES = ['other', 'own'] as const
export type Side = (typeof SIDES)[number]

export interface Duel extends Omit<Comparison, 'database' | 'pairs'> {
  /** What is compared. */
  valueOf: (rate: Rate) => number
  /** Puts so many operations on one side. */
  loads: Record<Side, (amount: number) => Promise<LoadResult>>
}

/** A duel, and how much makes one load. */
export interface Planned {
  duel: Duel
  amount: number
}

/** The first time is for both sides to get warm. The other side then says how much takes as long. */
export async function plan(duel: Duel, seconds: number): Promise<Planned> {
  const { other, own } = duel.loads
  await own(await amountFor(other, seconds))
  return { duel, amount: await amountFor(other, seconds) }
}

async function fight({ duel, amount }: Planned, order: Side[]): Promise<Pair> {
  const { own, other } = await takeTurns(order, (side) => duel.loads[side](amount))
  return {
    other: duel.valueOf(other),
    own: duel.valueOf(own),
    cpuRatio: own.cpuMilliseconds / other.cpuMilliseconds,
  }
}

/** @param database as "PostgreSQL 18.4"; empty where none takes part */
export async function runRounds(database: string, planned: Planned[], rounds: number): Promise<Comparison[]> {
  const comparisons = planned.map(({ duel: { title, aim, format } }) => {
    const pairs: Pair[] = []
    return { database, title, aim, format, pairs }
  })
  for (let round = 0; round < rounds; round += 1) {
    say(`${database || 'verification'}: round ${round + 1} of ${rounds}`)
    const order = orderOf(SIDES, round)
    for (const [index, each] of planned.entries()) comparisons[index]!.pairs.push(await fight(each, order))
  }
  return comparisons
}
