/** What a request has caused is kept before its answer is sent: a process that ends then loses no mail. */
import { internals, type Rest } from '../parse/internals'
import { replaceMethods } from '../parse/replace-methods'
import { readyToAnswer } from '../parse/request'

const afterwards =
  <Parameters extends unknown[], Result>(action: (...parameters: Parameters) => Promise<Result>) =>
  async (...parameters: Parameters): Promise<Result> => {
    const answer = await action(...parameters)
    await readyToAnswer()
    return answer
  }

/** @returns a function that takes the hooks back */
export function hookAnswers(): () => void {
  const rest: Rest = internals.rest()
  return replaceMethods(rest, { create: afterwards(rest.create), update: afterwards(rest.update) })
}
