/**
 * parse-server logs what Cloud functions get and answer, and with `verbose` every request and its answer: of these,
 * that is a way in, and data of users.
 */
import { isRecord } from '../../option-kinds/kinds'
import type { Hooks } from '../../parse/hooks'
import { currentRequest } from '../../parse/request/request'
import type { Operation } from '../../part/operation'

const ran = /^(?:Ran|Failed running) cloud function (\w+) for user [^\n]*/

/** What is wrong stays. */
const withoutParameters = (details: unknown) =>
  isRecord(details) ? { ...details, params: undefined } : details

/** Without the query, which may have parameters as well. */
const exchanged = /^(?:REQUEST for|RESPONSE from) [^?:]*/

const called = /\/functions\/([^/?]*)/i

/** The paths that the request under way names; a batch names others. */
function pathsAsked(): unknown[] {
  const { originalUrl, body } = currentRequest()?.incoming ?? {}
  const requests = isRecord(body) && Array.isArray(body.requests) ? (body.requests as unknown[]) : []
  return [originalUrl, ...requests.map((request) => isRecord(request) && request.path)]
}

export function logHooks(operations: Operation[]): Hooks {
  const names = operations.map(({ functionName }) => functionName)
  /** Letters may be written as their codes. */
  const isOurs = (name: string) => name.includes('%') || names.includes(name)
  const isAsked = () => pathsAsked().some((path) => isOurs(called.exec(String(path))?.[1] ?? ''))
  return {
    'LoggerController.log': (next, level, args) => {
      const [text, ...details] = args
      // parse-server makes a function of what only `verbose` logs.
      if (typeof text === 'function')
        return isAsked()
          ? next(level, [() => exchanged.exec(String((text as () => unknown)()))?.[0] ?? ''])
          : next(level, args)
      const found = typeof text === 'string' ? ran.exec(text) : null
      if (!found || !isOurs(String(found[1]))) return next(level, args)
      return next(level, [found[0], ...details.map(withoutParameters)])
    },
  }
}
