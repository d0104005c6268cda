/** parse-server logs what Cloud functions get and answer: of these, that is a way in, and data of users. */
import type { Hooks } from '../../parse/hooks'
import type { Operation } from '../../part/operation'

const ran = /^(?:Ran|Failed running) cloud function (\w+) for user [^\n]*/

/** What is wrong stays. */
const withoutParameters = (details: unknown) =>
  typeof details === 'object' && details !== null ? { ...details, params: undefined } : details

export function logHooks(operations: Operation[]): Hooks {
  const names = operations.map(({ functionName }) => functionName)
  return {
    'LoggerController.log': (next, level, args) => {
      const [text, ...details] = args
      const found = typeof text === 'string' ? ran.exec(text) : null
      if (!found || !names.includes(String(found[1]))) return next(level, args)
      return next(level, [found[0], ...details.map(withoutParameters)])
    },
  }
}
