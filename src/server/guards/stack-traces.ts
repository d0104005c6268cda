/**
 * Guard: unless NODE_ENV is `production`, GraphQL errors carry stack traces, which tell every client about
 * the server's files. What a client may see must not depend on an environment variable.
 */
import type { Handler } from '../internals'

interface GraphQLAnswer {
  errors?: { extensions?: Record<string, unknown> }[]
}

function withoutStackTraces(body: string): string {
  const answer = JSON.parse(body) as GraphQLAnswer
  for (const { extensions } of answer.errors ?? []) delete extensions?.stacktrace
  return JSON.stringify(answer)
}

/** Removes `extensions.stacktrace` from the errors of an answer. Answers without one are not touched. */
export const guardStackTraces: Handler = (_req, res, next) => {
  const send = res.send.bind(res)
  res.send = (body) => {
    if (typeof body !== 'string' || !body.includes('"stacktrace"')) return send(body)
    res.removeHeader('content-length')
    return send(withoutStackTraces(body))
  }
  next()
}
