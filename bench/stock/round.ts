/** One round: all contenders start anew, one after the other, and take turns under each load. */
import type { Shutdown } from '../../dev/shutdown'
import { load, type Rate } from '../load'
import type { ContenderName } from '../options'
import { LOAD_NAMES, type LoadName, LOADS } from '../requests'
import { type Home, startAndLook, type Started } from './started'
import { inTurn, takeTurns } from '../turns'

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
  const rates = await inTurn(LOAD_NAMES, (each) =>
    takeTurns(order, (name) => {
      const { contender, token } = started[name]
      return load(contender, LOADS[each](token), amounts[each])
    }),
  )
  return inTurn(order, async (name) => {
    await started[name].contender.stop()
    const own = LOAD_NAMES.map((each) => [each, rates[each][name]] as const)
    return { ...started[name], rates: Object.fromEntries(own) as Found['rates'] }
  })
}
