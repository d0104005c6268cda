/**
 * Guards of GraphQL. When `operationName` names no operation, parse-server's check of the query's complexity fails: an
 * HTTP 500; without it the GraphQL server refuses the request as it should. And GraphQL's errors repeat the values that
 * they complain about, as long as they are, and with them the password beside a field that is not defined; unless NODE_ENV
 * is `production` they carry stack traces, which tell about the server's files. What a client may see must not depend on an
 * environment variable.
 */
import { type Handler, internals, type TellingError } from '../../parse/internals'
import { wordsFor } from '../faults/responses'
import type { Hooks } from '../../parse/hooks'
import { shortened, withoutValues } from './words'

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

/** What Cloud Code has thrown, and parse-server refuses, has a number: those are their own words. */
const isOfGraphQL = ({ extensions }: TellingError) => !Number.isInteger(extensions.code)

/** Cloud Code may have thrown one that has no words. */
function tellShortly(error: TellingError): void {
  const { message, stack } = error
  if (typeof message === 'string')
    error.message = shortened(isOfGraphQL(error) ? withoutValues(message) : message)
  if (typeof stack === 'string') error.stack = shortened(stack)
}

/** Takes values out of errors, before parse-server looks for names of the schema in them. */
export const valueGuard: Hooks = {
  'queryComplexity.createComplexityValidationPlugin': (next, getLimits) => {
    const { requestDidStart } = next(getLimits)
    return {
      requestDidStart: (request) => ({
        ...requestDidStart(request),
        didEncounterErrors: ({ errors }) => Promise.resolve(errors.forEach(tellShortly)),
      }),
    }
  },
}

/** Cloud Code may throw whatever it likes; what GraphQL says of an error is a text. */
export const thrownValueGuard: Hooks = {
  'ParseGraphQLSchema.handleError': (next, thrown) => {
    const { Error: ParseError } = internals.Parse()
    if (!(thrown instanceof ParseError) || typeof thrown.message === 'string') return next(thrown)
    const message: unknown = thrown.message
    const words = message instanceof Error ? wordsFor(thrown.code) : JSON.stringify(message)
    return next(new ParseError(thrown.code, words))
  },
}

interface GraphQLAnswer {
  /** Without a message where Cloud Code has thrown a Parse error that has none. */
  errors: { message?: string; extensions?: Record<string, unknown> }[]
}

function withoutInsides(body: string): string {
  const answer = JSON.parse(body) as GraphQLAnswer
  for (const error of answer.errors) {
    delete error.extensions?.stacktrace
    error.message ||= wordsFor(error.extensions?.code)
  }
  return JSON.stringify(answer)
}

/** Takes stack traces out of the errors of an answer. Answers without errors are not touched. */
export const guardGraphQLErrors: Handler = (_req, res, next) => {
  const send = res.send.bind(res)
  res.send = (body) => {
    if (typeof body !== 'string' || !body.startsWith('{"errors":')) return send(body)
    res.removeHeader('content-length')
    return send(withoutInsides(body))
  }
  next()
}
