/** Puts load on a contender with autocannon, and takes the time. */
import autocannon, { type Request } from 'autocannon'
import type { Contender } from './contender'

/** Requests on the way at the same time. */
export const CONNECTIONS = 10

export interface LoadResult {
  requests: number
  /** From the first request to the last answer. */
  seconds: number
  /** What the contender's process spent on it on the processor. */
  cpuSeconds: number
}

/**
 * Sends a number of requests, not for a time: so every one of them is answered when the load ends, and none
 * is left over to slow down the other contender.
 * @param isRight whether the text of an answer that is a success is what was asked for
 * @throws {Error} when a request fails, or is refused
 */
export async function load(
  contender: Contender,
  request: Request,
  requests: number,
  connections = CONNECTIONS,
  isRight = tellsOfUser,
): Promise<LoadResult> {
  const before = await contender.usage()
  const seconds = await fire(contender.url, request, { amount: requests, connections, isRight })
  const after = await contender.usage()
  return { requests, seconds, cpuSeconds: (after.cpu - before.cpu) / 1e6 }
}

/** GraphQL answers 200 to a request that fails, too. */
const tellsOfUser = (text: string) => text.includes('"objectId"') && !text.includes('"errors"')

interface Shots {
  amount: number
  connections: number
  isRight: (text: string) => boolean
}

function fire(url: string, request: Request, { amount, connections, isRight }: Shots): Promise<number> {
  let wrong: string | undefined
  const verifyBody = (body: unknown) => {
    const text = String(body)
    if (!isRight(text)) wrong ??= text.slice(0, 500)
    return wrong === undefined
  }
  const limits = { amount, connections, timeout: 60, bailout: 1 }
  return new Promise((resolve, reject) => {
    const begin = performance.now()
    let end = begin
    const instance = autocannon(
      { url, requests: [request], ...limits, verifyBody, sampleInt: 20 },
      (error: Error | null, { errors, non2xx }) => {
        if (error) return reject(error)
        if (errors + non2xx === 0 && wrong === undefined) return resolve((end - begin) / 1000)
        const answer = wrong === undefined ? '' : `, one was answered: ${wrong}`
        reject(
          new Error(`Of ${amount} × ${request.path}, ${non2xx} were refused and ${errors} failed${answer}`),
        )
      },
    )
    instance.on('response', () => (end = performance.now()))
  })
}

/** Finds out by more and more requests, until they take about as long as they shall. */
export async function amountFor(
  loadWith: (amount: number) => Promise<LoadResult>,
  seconds: number,
): Promise<number> {
  let amount = CONNECTIONS
  for (;;) {
    const result = await loadWith(amount)
    const wanted = Math.ceil((amount * seconds) / result.seconds)
    if (result.seconds > seconds / 2) return Math.max(2 * CONNECTIONS, wanted)
    amount = Math.min(wanted, 4 * amount)
  }
}

export interface Rate {
  requestsPerSecond: number
  /** Time on the processor for one request. */
  cpuMilliseconds: number
}

/** The rate over several loads together. */
export function rateOf(loads: LoadResult[]): Rate {
  const sum = (of: (load: LoadResult) => number) => loads.reduce((total, load) => total + of(load), 0)
  const requests = sum((load) => load.requests)
  return {
    requestsPerSecond: requests / sum((load) => load.seconds),
    cpuMilliseconds: (sum((load) => load.cpuSeconds) / requests) * 1000,
  }
}
