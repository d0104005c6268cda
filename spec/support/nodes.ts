/** Several nodes of one app: one in this process, whose methods specs call, and others in processes of their own. */
import { optionsWith } from '../fixtures/hosts/node'
import { type ChildHost, startChildHost } from './child-host'
import type { TestDatabase } from './database'
import { type Host, type HostOptions, startHost } from './host'
import { type LiveSocket, openLive } from './live-query'
import { rest } from './rest'

export interface Nodes {
  here: Host
  there: ChildHost[]
  close: () => Promise<void>
}

/** @param redisUrl none for nodes that share a database alone */
export async function startNodes(
  database: TestDatabase,
  redisUrl: string | undefined,
  others = 1,
  more: Pick<HostOptions, 'limits' | 'parseServer'> = {},
): Promise<Nodes> {
  const env = redisUrl === undefined ? {} : { REDIS: redisUrl }
  const start = () => startChildHost('node', database, env)
  const there = await Promise.all(Array.from({ length: others }, start))
  const options = optionsWith(redisUrl)
  const parseServer = { ...options.parseServer, ...more.parseServer }
  const here = await startHost({ ...options, ...more, parseServer, database })
  await here.accounts.attach(here.server)
  const close = async () => {
    await Promise.all(there.map((node) => node.stop()))
    await here.close()
  }
  return { here, there, close }
}

type Node = Host | ChildHost

export interface Member {
  objectId: string
  sessionToken: string
}

export async function signUp(at: Node, username: string): Promise<Member> {
  const { status, body } = await rest(at, 'POST', '/users', { body: { username, password: 'correct-horse' } })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body as Member
}

/** By what a node believes of a session that it has seen: `users/me` reads the session each time. */
export const statusOfMe = async (at: Node, sessionToken: string): Promise<number> =>
  (await rest(at, 'GET', '/sessions', { sessionToken })).status

/** Milliseconds until a node refuses a session that it has accepted. */
export async function untilRefused(at: Node, sessionToken: string, sinceMs = Date.now()): Promise<number> {
  let status: number
  do status = await statusOfMe(at, sessionToken)
  while (status === 200)
  if (status !== 400) throw new Error(`The node answers ${status}: that is no refusal`)
  return Date.now() - sinceMs
}

export async function openSocket(at: Node, sessionToken: string): Promise<LiveSocket> {
  const live = await openLive(at)
  await live.connect({ sessionToken })
  return live
}
