/** GraphQL answers an update with what the client has sent, and not with what was stored. */
import type { Hooks } from '../../parse/hooks'
import type { Row } from '../../parse/internals'
import { field } from './schema'

/** What was removed is `null` in GraphQL. */
const withoutOperation = (answer: Row): Row =>
  typeof answer[field] === 'object' ? { ...answer, [field]: null } : answer

/** Puts the address that stays in place of the new one. */
export const graphQLAnswerHooks: Hooks = {
  'objectsMutations.updateObject': async (next, className, objectId, fields, ...rest) => {
    const answer = await next(className, objectId, fields, ...rest)
    if (className !== '_User') return answer
    if ('email' in answer) fields.email = answer.email
    return withoutOperation(answer)
  },
}
