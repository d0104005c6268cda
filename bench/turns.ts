/** Who is measured when: each in turn, so that whatever happens to the machine meanwhile meets all alike. */
import { type LoadResult, type Rate, rateOf } from './load'

/** Who is first changes from round to round. */
export function orderOf<Name>(names: readonly Name[], round: number): Name[] {
  return round % 2 === 0 ? [...names] : names.toReversed()
}

/** Does the same for each, one after the other. */
export async function inTurn<Name extends string, Result>(
  order: readonly Name[],
  what: (name: Name) => Promise<Result>,
): Promise<Record<Name, Result>> {
  const results = new Map<Name, Result>()
  for (const name of order) results.set(name, await what(name))
  return Object.fromEntries(results) as Record<Name, Result>
}

/** A B B A. */
export async function takeTurns<Name extends string>(
  order: readonly Name[],
  loadOn: (name: Name) => Promise<LoadResult>,
): Promise<Record<Name, Rate>> {
  const first = await inTurn(order, loadOn)
  const second = await inTurn(order.toReversed(), loadOn)
  return inTurn(order, async (name) => rateOf([first[name], second[name]]))
}
