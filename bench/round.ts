/** One round: both contenders start anew, one after the other, and take turns under each load. */
import type { Shutdown } from '../dev/shutdown'
import { load, type LoadResult, type Rate, rateOf } from './load'
import { type ContenderName, CONTENDERS } from './options'
import { LOAD_NAMES, type LoadName, LOADS } from './requests'
import { type Home, startAndLook, type Started } from './started'

export interface RoundPlan {
  homes: Record<ContenderName, Home>
  /** Who is first. */
  order: ContenderName[]
  /** How many requests make one load. */
  amounts: Record<LoadName, number>
  memoryRequests: number
  shutdown: Shutdown
}

/** What a round found out about one contender. */
export type Found = Started & { rates: Record<LoadName, Rate> }
export type Round = Record<ContenderName, Found>

export async function runRound(plan: RoundPlan): Promise<Round> {
  const { homes, order, amounts, memoryRequests, shutdown } = plan
  const started = await inTurn(order, (name) => startAndLook(name, homes[name], memoryRequests, shutdown))
  const rates = {} as Record<LoadName, Record<ContenderName, Rate>>
  for (const each of LOAD_NAMES) rates[each] = await takeTurns(order, started, each, amounts[each])
  return inTurn(order, async (name) => {
    await started[name].contender.stop()
    const own = LOAD_NAMES.map((each) => [each, rates[each][name]] as const)
    return { ...started[name], rates: Object.fromEntries(own) as Found['rates'] }
  })
}

/** A B B A: whatever slows down or speeds up the machine meanwhile meets both alike. */
async function takeTurns(
  order: ContenderName[],
  started: Record<ContenderName, Started>,
  loadName: LoadName,
  amount: number,
): Promise<Record<ContenderName, Rate>> {
  const results: Record<ContenderName, LoadResult[]> = { stock: [], accounts: [] }
  for (const name of [...order, ...order.toReversed()]) {
    const { contender, token } = started[name]
    results[name].push(await load(contender, LOADS[loadName](token), amount))
  }
  return { stock: rateOf(results.stock), accounts: rateOf(results.accounts) }
}

/** Does the same for both, one after the other. */
export async function inTurn<Result>(
  order: readonly ContenderName[],
  what: (name: ContenderName) => Promise<Result>,
): Promise<Record<ContenderName, Result>> {
  const results = new Map<ContenderName, Result>()
  for (const name of order) results.set(name, await what(name))
  return Object.fromEntries(results) as Record<ContenderName, Result>
}

/** Who is first changes from round to round. */
export function orderOf(round: number): ContenderName[] {
  return round % 2 === 0 ? [...CONTENDERS] : CONTENDERS.toReversed()
}
