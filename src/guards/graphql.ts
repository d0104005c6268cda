/**
 * Guards of GraphQL. When `operationName` names no operation, parse-server's check of the query's complexity fails: an
 * HTTP 500; without it the GraphQL server refuses the request as it should. And GraphQL's errors repeat the values that
 * they complain about, and with them the password beside a field that is not defined; unless NODE_ENV is `production`
 * they carry stack traces, which tell about the server's files. What a client may see must not depend on an environment
 * variable.
 */
import type { Handler } from '../parse/internals'
import { wordsFor } from './responses'
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

interface GraphQLAnswer {
  /** Without a message where Cloud Code has thrown a Parse error that has none. */
  errors: { message?: string; extensions?: Record<string, unknown> }[]
}

/** The words of graphql-js around a value; it ends where they begin again, at the latest possible place. */
const withoutValues = (message: string) =>
  message
    .replace(/ got invalid value [^]*( at "[^"]*"); /, ' got an invalid value$1; ')
    .replace(/ got invalid value [^]*; /, ' got an invalid value; ')
    .replace(/(cannot represent [^:]*?value): [^]*/, '$1.')

function withoutInsides(body: string): string {
  const answer = JSON.parse(body) as GraphQLAnswer
  for (const error of answer.errors) {
    delete error.extensions?.stacktrace
    error.message = error.message ? withoutValues(error.message) : wordsFor(error.extensions?.code)
  }
  return JSON.stringify(answer)
}

/** Takes values and stack traces out of the errors of an answer. Answers without errors are not touched. */
export const guardGraphQLErrors: Handler = (_req, res, next) => {
  const send = res.send.bind(res)
  res.send = (body) => {
    if (typeof body !== 'string' || !body.startsWith('{"errors":')) return send(body)
    res.removeHeader('content-length')
    return send(withoutInsides(body))
  }
  next()
}
