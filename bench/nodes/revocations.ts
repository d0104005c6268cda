/** How long a session that one node has revoked opens something on another one. */
import type { Shutdown } from '../../dev/shutdown'
import { json, send } from '../requests'
import { headersOf, type Node, startNode } from '../scale/node'

/** By a request for which a node believes what it has seen a moment ago: `users/me` reads the session each time. */
const isOpen = async ({ url }: Node, sessionToken: string) =>
  (await fetch(`${url}/parse/sessions`, { headers: headersOf(sessionToken) })).ok

async function revocation(here: Node, there: Node, username: string): Promise<number> {
  const body = { username, password: 'correct horse battery staple' }
  const user = (await send(here.url, 'POST', '/parse/users', json, body)) as {
    objectId: string
    sessionToken: string
  }
  if (!(await isOpen(there, user.sessionToken))) throw new Error('A session was not open on both nodes.')
  const begin = performance.now()
  const revoked = here.ask({ what: 'revoke', target: user.objectId })
  while (await isOpen(there, user.sessionToken));
  const ms = performance.now() - begin
  await revoked
  return ms
}

/** @returns milliseconds, from the call of `revoke` to the first answer that refuses the session on the other node */
export async function revocations(
  uri: string,
  count: number,
  redisUrl: string | undefined,
  shutdown: Shutdown,
): Promise<number[]> {
  const start = () => startNode(uri, shutdown, { redisUrl })
  const [here, there] = await Promise.all([start(), start()])
  const times: number[] = []
  const run = `${redisUrl === undefined ? 'without' : 'with'}-redis`
  while (times.length < count) times.push(await revocation(here, there, `${run}-${times.length}`))
  await Promise.all([here.stop(), there.stop()])
  return times
}
