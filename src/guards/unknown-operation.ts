/**
 * Guard: when `operationName` names no operation of the query, parse-server's check of the query's complexity fails:
 * an HTTP 500. Without the check the GraphQL server refuses the request as it should.
 */
import type { Hooks } from '../parse/hooks'

/** Lets the check of complexity pass what has no operation to check. */
export const unknownOperationGuard: Hooks = {
  'queryComplexity.createComplexityValidationPlugin': (next, getLimits) => {
    const { requestDidStart } = next(getLimits)
    return {
      requestDidStart: (request) => {
        const { didResolveOperation } = requestDidStart(request)
        return {
          didResolveOperation: async (resolved) => {
            if (resolved.operation) await didResolveOperation(resolved)
          },
        }
      },
    }
  },
}
