/** Runs the triggers around writes of one type, ours and the host's. */
import { reasonOf } from '../../errors'
import { internals, type TriggerRequest } from '../../parse/internals'
import { type Row, runHosts } from './rows'
import { answerOf } from './webhook-answers'

/** What comes too late to refuse keeps no other from running. */
const isTooLate = (type: string) => type.startsWith('after')

/** @throws the first, which Parse Server tells; it would never know of the others */
function throwFirst(type: string, [first, ...others]: unknown[]): never {
  for (const thrown of others)
    internals.logger().error(`A trigger (${type}) failed, as one before it: ${reasonOf(thrown)}`)
  throw first
}

export async function runPlain(type: string, { ours, hosts }: Row, request: TriggerRequest) {
  let answer: (() => unknown) | undefined
  const faults: unknown[] = []
  const works = [
    ...ours.map((handler) => () => handler(request)),
    ...hosts.map((each) => () => runHosts(type, each, request)),
  ]
  for (const work of works)
    try {
      const given = await work()
      if (given !== undefined && given !== null) answer = answerOf(type, request, given, answer)
    } catch (thrown) {
      if (!isTooLate(type)) throw thrown
      faults.push(thrown)
    }
  if (faults.length > 0) throwFirst(type, faults)
  return answer?.()
}
