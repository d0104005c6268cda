/** The loads that are measured over HTTP. */
import type { Request } from 'autocannon'
import { CONNECTIONS, load, type LoadResult } from '../load'
import { json, LOADS } from '../requests'
import { type Host, logIn } from './homes'

type Load = (amount: number) => Promise<LoadResult>

/** One log-in after the other, each with the next of these. */
function logIns(authData: object[]): Request {
  const bodies = authData.map((each) => JSON.stringify({ authData: each }))
  let next = 0
  return {
    method: 'POST',
    path: '/parse/users',
    headers: json,
    setupRequest: (request) => ({ ...request, body: bodies[next++ % bodies.length]! }),
  }
}

/** A prime: so all users have their turn, far from each other, and none twice at the same time. */
const STEP = 7919

/** autocannon builds requests that it does not send, some for each connection. */
const SPARE = 3 * CONNECTIONS

/** Log-ins of all users in turn but the first, each with a token that nobody has seen. */
export function newLogIns({ contender, provider, users }: Host, connections = CONNECTIONS): Load {
  let user = 0
  const nextUser = () => 1 + (user = (user + STEP) % (users - 1))
  return async (amount) => {
    const users = Array.from({ length: amount + SPARE }, nextUser)
    return load(contender, logIns(await Promise.all(users.map(provider.authData))), amount, connections)
  }
}

/**
 * Log-ins of the first user with the same token. parse-server stores the token that its adapter for Keycloak took,
 * and refuses one of two log-ins that change it at the same time: so the first log-in is by itself.
 */
export async function sameLogIns(host: Host): Promise<Load> {
  const authData = await host.provider.authData(0)
  await logIn(host, authData)
  return (amount) => load(host.contender, logIns([authData]), amount)
}

/** Requests of one user by session. */
export const bySession =
  ({ contender }: Host, name: 'usersMe' | 'viewer', sessionToken: string): Load =>
  (amount) =>
    load(contender, LOADS[name](sessionToken), amount)

/** The same requests by access token. */
export const byAccessToken =
  ({ contender }: Host, name: 'usersMe' | 'viewer', accessToken: string): Load =>
  (amount) => {
    const headers = { ...json, Authorization: `Bearer ${accessToken}` }
    return load(contender, { ...LOADS[name](''), headers }, amount)
  }
