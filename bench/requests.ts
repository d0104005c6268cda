/** The requests that are measured, as clients send them. */
import { randomUUID } from 'node:crypto'
import type { Request } from 'autocannon'
import { APP_ID, GRAPHQL_PATH } from './options'

const PASSWORD = 'correct horse battery staple'
const KNOWN_USER = { username: 'known', password: PASSWORD }
/** Others, in turn: of one with many sessions, the oldest would have to go at each log-in. */
const RETURNING_USERS = Array.from({ length: 40 }, (_, nth) => ({
  username: `returning-${nth}`,
  password: PASSWORD,
}))

export const json = { 'X-Parse-Application-Id': APP_ID, 'Content-Type': 'application/json' }
export const withSession = (token: string) => ({ ...json, 'X-Parse-Session-Token': token })

/** What a path below the host answers. @throws when it is no success */
export async function send(url: string, method: string, path: string, headers: HeadersInit, body?: object) {
  const response = await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
  return JSON.parse(text) as { sessionToken?: string; objectId?: string }
}

/** Signs up the users whom the measured requests know. @returns a session of the known one */
export async function signUpKnownUsers(url: string): Promise<string> {
  for (const user of RETURNING_USERS)
    await send(url, 'POST', '/parse/users', json, { ...user, email: `${user.username}@example.com` })
  const user = { ...KNOWN_USER, email: 'known@example.com' }
  const { sessionToken } = await send(url, 'POST', '/parse/users', json, user)
  return sessionToken!
}

/** The request whose answer ends the start: it needs the database, the schema and a session. */
export async function firstRequest(url: string, token: string): Promise<void> {
  await send(url, 'GET', '/parse/users/me', withSession(token))
}

/** In the order in which they are measured: those that only read come first. */
export const LOAD_NAMES = ['usersMe', 'viewer', 'logIn', 'signUp'] as const
export type LoadName = (typeof LOAD_NAMES)[number]

/** Describes one kind of request to autocannon, for a session of the known user. */
export const LOADS: Record<LoadName, (token: string) => Request> = {
  signUp: () => ({
    method: 'POST',
    path: '/parse/users',
    headers: json,
    setupRequest: (request) => {
      const username = randomUUID()
      const user = { username, password: PASSWORD, email: `${username}@example.com` }
      return { ...request, body: JSON.stringify(user) }
    },
  }),
  logIn: () => {
    let turn = 0
    const next = () => JSON.stringify(RETURNING_USERS[turn++ % RETURNING_USERS.length])
    return {
      method: 'POST',
      path: '/parse/login',
      headers: json,
      setupRequest: (request) => ({ ...request, body: next() }),
    }
  },
  usersMe: (token) => ({ method: 'GET', path: '/parse/users/me', headers: withSession(token) }),
  viewer: (token) => ({
    method: 'POST',
    path: GRAPHQL_PATH,
    headers: withSession(token),
    body: JSON.stringify({ query: '{ viewer { sessionToken user { objectId username email createdAt } } }' }),
  }),
}
