/** What is known of the request under way, wherever it is asked for: work that nobody awaits knows it too. */
import { hasUnknownOrigin } from './unknown-origin'
import type { Handler, Request } from '../internals'
import { createScope } from './scope'

/** A request, as far as mails need to know. */
export interface RequestContext {
  /** As its client prefers them, the best first (RFC 9110, section 12.5.4). */
  languages: () => string[]
  ip: string | undefined
  userAgent: string | undefined
  headers: Request['headers']
  /** Whether it came through a proxy that nobody trusts, so that `ip` is not its client's. */
  hasUnknownOrigin: boolean
  /** As parse-server has it, which changes it on its way; none of a request of nobody. */
  incoming: Request | undefined
  /** Whether it was sent with the master key; to be asked when parse-server has it. */
  isOperator: () => boolean
  /** What the answer waits for. */
  pending: Set<Promise<unknown>>
  /** What is to be told of it. */
  answer: {
    /** Seconds until it may be sent again (RFC 9110, section 10.2.3), where it ran into a limit. */
    retryAfter?: number
  }
}

const requests = createScope<RequestContext>('request')

/** The request under way; undefined outside of one. */
export const currentRequest = (): RequestContext | undefined => requests.get()

const pendings = new WeakMap<Request, Set<Promise<unknown>>>()

/** What the answer to a request waits for, in whichever of the contexts that it may meet on its way that was begun. */
export function pendingOf(req: Request): Set<Promise<unknown>> {
  const pending = pendings.get(req) ?? new Set<Promise<unknown>>()
  pendings.set(req, pending)
  return pending
}

const languagesOf = (req: Request): string[] =>
  (req.acceptsLanguages() || []).filter((language) => language !== '*')

/** What is known of a request. */
export const contextOf = (req: Request): RequestContext => ({
  languages: () => languagesOf(req),
  ip: req.ip,
  userAgent: req.headers['user-agent'],
  headers: req.headers,
  hasUnknownOrigin: hasUnknownOrigin(req),
  incoming: req,
  isOperator: () => req.auth?.isMaster === true,
  pending: pendingOf(req),
  answer: {},
})

/** Makes the request known to all that it causes. */
export const withinRequest: Handler = (req, _res, next) => {
  requests.run(contextOf(req), () => next())
}

/** Runs work for whoever reads a language, whatever else their client prefers. */
export function readIn<Result>(language: string | undefined, work: () => Result): Result {
  const request = requests.get()
  if (!request || language === undefined) return work()
  return requests.run({ ...request, languages: () => [language, ...request.languages()] }, work)
}

/** Of nobody: only that the answer waits is known. */
const nobody = (pending: RequestContext['pending']): RequestContext => ({
  languages: () => [],
  ip: undefined,
  userAgent: undefined,
  headers: {},
  hasUnknownOrigin: false,
  incoming: undefined,
  isOperator: () => false,
  pending,
  answer: {},
})

/** Runs work for a request that a host has, of Express or not. */
export function withinHostRequest<Result>(
  req: Partial<Request> & Pick<Request, 'headers'>,
  work: () => Result,
): Result {
  if (requests.get()) return work()
  const { headers, ip = req.socket?.remoteAddress } = req
  const from = { headers, ip, userAgent: headers['user-agent'], hasUnknownOrigin: hasUnknownOrigin(req) }
  return requests.run({ ...nobody(new Set()), ...from }, work)
}

/** Makes a request wait for what it causes, whose sender is a server that says nothing of a person. */
export const withinServersRequest: Handler = (req, _res, next) => {
  requests.run(nobody(pendingOf(req)), () => next())
}

/** Runs what is not done for the sake of whoever sends the request. The answer waits for it all the same. */
export const unknownToRequest = <Result>(work: () => Result): Result => {
  const request = requests.get()
  return request ? requests.run(nobody(request.pending), work) : work()
}

export const allSettled = async (pending: Set<Promise<unknown>>): Promise<void> => {
  while (pending.size > 0) await Promise.allSettled(pending)
}

/** Runs work that the answer waits for, where there is a request; how it ends is up to the caller. */
export function beforeAnswer<Result>(work: () => Promise<Result>): Promise<Result> {
  const request = requests.get()
  if (!request) return work()
  // Work of its own waits for its own: for the whole request, it would wait for itself.
  const own = { ...request, pending: new Set<Promise<unknown>>() }
  const done = requests.run(own, async () => {
    try {
      return await work()
    } finally {
      await allSettled(own.pending)
    }
  })
  const settled = done.catch(() => undefined).finally(() => request.pending.delete(settled))
  request.pending.add(settled)
  return done
}

/** Resolves when all work that the answer waits for has ended. */
export async function readyToAnswer(): Promise<void> {
  const request = requests.get()
  if (request) await allSettled(request.pending)
}
