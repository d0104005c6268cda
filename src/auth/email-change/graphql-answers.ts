/** GraphQL answers an update with what the client has sent, and not with what was stored. */
import { internals, type Row } from '../../parse/internals'
import { replaceMethods } from '../../parse/replace-methods'
import { field } from './schema'

/** What was removed is `null` in GraphQL. */
const withoutOperation = (answer: Row): Row =>
  typeof answer[field] === 'object' ? { ...answer, [field]: null } : answer

/** Puts the address that stays in place of the new one. @returns a function that takes the hook back */
export function hookGraphQLAnswers(): () => void {
  const mutations = internals.objectsMutations()
  const { updateObject } = mutations
  return replaceMethods(mutations, {
    updateObject: async (className, objectId, fields, ...rest) => {
      const answer = await updateObject(className, objectId, fields, ...rest)
      if (className !== '_User') return answer
      if ('email' in answer) fields.email = answer.email
      return withoutOperation(answer)
    },
  })
}
