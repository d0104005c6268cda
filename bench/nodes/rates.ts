/** How many requests some nodes answer in a second, behind a proxy. */
import autocannon, { type Request } from 'autocannon'
import type { Shutdown } from '../../dev/shutdown'
import { freePort } from '../../src/testing/postgres/free-port'
import { startChild } from '../child'
import { LOADS, signUpKnownUsers } from '../requests'
import { startNode } from '../scale/node'

export interface Rate {
  nodes: number
  /** In a second. */
  usersMe: number
  logIn: number
}

export interface RateParts {
  uri: string
  nodes: number
  seconds: number
  redisUrl: string | undefined
  shutdown: Shutdown
}

/** More than the nodes can do at once. */
const connections = 32

/** @throws when a request fails, or is refused */
async function rateOf(url: string, request: Request, duration: number): Promise<number> {
  const {
    errors,
    non2xx,
    requests,
    duration: taken,
  } = await autocannon({ url, requests: [request], connections, duration })
  if (errors + non2xx > 0) throw new Error(`${non2xx} were refused and ${errors} failed of ${request.path}`)
  return requests.total / taken
}

export async function ratesBehindProxy(parts: RateParts): Promise<Rate> {
  const { uri, nodes, seconds, redisUrl, shutdown } = parts
  const start = () => startNode(uri, shutdown, { redisUrl })
  const running = await Promise.all(Array.from({ length: nodes }, start))
  const port = await freePort()
  const ports = running.map(({ url }) => new URL(url).port)
  const proxy = await startChild({ name: 'proxy', given: { port, ports } }, shutdown)
  const url = `http://127.0.0.1:${port}`
  const token = await signUpKnownUsers(url)
  const measured = async (request: Request) => {
    await rateOf(url, request, 1)
    return rateOf(url, request, seconds)
  }
  const usersMe = await measured(LOADS.usersMe(token))
  const logIn = await measured(LOADS.logIn(token))
  for (const { stop } of [proxy, ...running]) await stop()
  return { nodes, usersMe, logIn }
}
