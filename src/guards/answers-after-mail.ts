/** What a request has caused is kept before its answer is sent: a process that ends then loses no mail. */
import type { Hooks } from '../parse/hooks'
import { readyToAnswer } from '../parse/request'

async function afterwards<Answer>(action: Promise<Answer>): Promise<Answer> {
  const answer = await action
  await readyToAnswer()
  return answer
}

/** To be added where mail is sent. */
export const answersAfterMail: Hooks = {
  'rest.create': (next, ...parameters) => afterwards(next(...parameters)),
  'rest.update': (next, ...parameters) => afterwards(next(...parameters)),
}
