/** Who is compared, and how each is asked for the same. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Request } from 'autocannon'
import type { Shutdown } from '../../dev/shutdown'
import { type Contender, startContender } from '../contender'
import { APP_ID, givenTo } from '../options'

export const PEERS = ['betterAuth', 'accounts'] as const
export type PeerName = (typeof PEERS)[number]

/** A session that somebody has: what a request with it sends. */
export type Session = Record<string, string>

export interface Peer {
  signUp: (name: string) => Request
  signIn: (name: string) => Request
  me: (session: Session) => Request
  signOut: (session: Session) => Request
  /** The session in an answer to a sign-up or a sign-in. */
  sessionIn: (response: Response) => Promise<Session>
}

const password = 'correct horse battery staple'
const emailOf = (name: string) => `${name}@example.com`
const json = { 'Content-Type': 'application/json' }
const post = (path: string, headers: Session, body: object): Request => ({
  method: 'POST',
  path,
  headers: { ...json, ...headers },
  body: JSON.stringify(body),
})

const key = { 'X-Parse-Application-Id': APP_ID }
const accounts: Peer = {
  signUp: (name) => post('/parse/users', key, { username: name, email: emailOf(name), password }),
  signIn: (name) => post('/parse/login', key, { email: emailOf(name), password }),
  me: (session) => ({ method: 'GET', path: '/parse/users/me', headers: session }),
  signOut: (session) => post('/parse/logout', session, {}),
  sessionIn: async (response) => {
    const { sessionToken } = (await response.json()) as { sessionToken: string }
    return { ...key, 'X-Parse-Session-Token': sessionToken }
  },
}

/** It takes cookies from pages of its own alone. */
const betterAuth = (url: string): Peer => {
  const origin = { Origin: url }
  return {
    signUp: (name) => post('/api/auth/sign-up/email', origin, { name, email: emailOf(name), password }),
    signIn: (name) => post('/api/auth/sign-in/email', origin, { email: emailOf(name), password }),
    me: (session) => ({ method: 'GET', path: '/api/auth/get-session', headers: session }),
    signOut: (session) => post('/api/auth/sign-out', session, {}),
    sessionIn: async (response) => ({
      ...origin,
      Cookie: response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';', 1)[0])
        .join('; '),
    }),
  }
}

export const newName = (): string => randomUUID()

/** A host of a peer, and how it is asked. */
export interface RunningPeer {
  contender: Contender
  peer: Peer
}

export interface PeerPlan {
  databaseURI: string
  withoutHash: boolean
  /** Whether the database is empty. */
  isFirst?: boolean
}

export async function startPeer(
  name: PeerName,
  { databaseURI, withoutHash, isFirst = false }: PeerPlan,
  shutdown: Shutdown,
): Promise<RunningPeer> {
  if (name === 'betterAuth') {
    const given = (url: string) => ({ url, databaseURI, withoutHash, isFirst })
    const contender = await startContender('../peers/better-auth', given, shutdown)
    return { contender, peer: betterAuth(contender.url) }
  }
  const execArgv = withoutHash ? ['--import', pathToFileURL(join(__dirname, 'no-hash.mjs')).href] : []
  const contender = await startContender('accounts', givenTo('accounts', databaseURI), shutdown, execArgv)
  return { contender, peer: accounts }
}

/** Sends one request. @throws when it is refused */
export async function ask({ contender, peer }: RunningPeer, request: Request): Promise<Session> {
  const { method = 'GET', path = '/', headers, body } = request
  const response = await fetch(contender.url + path, {
    method,
    headers: headers as Session,
    ...(typeof body === 'string' && { body }),
  })
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
  return peer.sessionIn(response)
}
