/**
 * Guard: when `operationName` names no operation of the query, parse-server's check of the query's complexity fails:
 * an HTTP 500. Without the check the GraphQL server refuses the request as it should.
 */
import { internals } from '../parse/internals'

const guarded = Symbol.for('parse-server-accounts.unknown-operation')

/** Lets the check of complexity pass what has no operation to check. Does nothing the second time. */
export function guardUnknownOperation(): void {
  const helper = internals.queryComplexity()
  if (helper[guarded]) return
  helper[guarded] = true
  const create = helper.createComplexityValidationPlugin
  helper.createComplexityValidationPlugin = (getLimits) => {
    const { requestDidStart } = create(getLimits)
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
  }
}
