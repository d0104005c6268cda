/** Users for tests. */
import { randomUUID } from 'node:crypto'
import type { TestHost } from './host'

/** What a user is made of; whatever else there is becomes a field of the user. */
export interface TestUserFields {
  /** @default one that no other test has */
  username?: string
  /** @default "correct-horse-battery" */
  password?: string
  /** @default the name, at example.com; null for none */
  email?: string | null
  [field: string]: unknown
}

export interface TestUser {
  objectId: string
  /**
   * Missing where one has to verify the address first (`preventLoginWithUnverifiedEmail`,
   * `preventSignupWithUnverifiedEmail`).
   */
  sessionToken: string | undefined
  username: string
  password: string
  /** Empty for none. */
  email: string
}

interface Answer {
  objectId?: string
  sessionToken?: string
  code?: number
  error?: string
}

type Keys = Pick<TestHost, 'apiUrl' | 'headers' | 'masterKey'>

async function post(
  { apiUrl, headers: ofApps }: Keys,
  path: string,
  body: object,
  headers = {},
): Promise<Answer> {
  const response = await fetch(apiUrl + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...ofApps, ...headers },
    body: JSON.stringify(body),
  })
  return (await response.json()) as Answer
}

/** Parse Server's code for an address that has to be verified first. */
const emailNotFound = 205

async function logIn(host: Keys, { username, password }: { username: string; password: string }) {
  const answer = await post(host, '/login', { username, password })
  const { sessionToken, code, error } = answer
  if (sessionToken === undefined && code !== emailNotFound)
    throw new Error(`${username} was not logged in: ${code ?? ''} ${error ?? ''}`)
  return answer
}

/**
 * Signs somebody up, as an app would: by REST, without the master key. With `emailVerified` it is the master key that
 * does so, then nothing is mailed, and the user logs in.
 *
 * @throws with Parse's own words when the sign-up, or that log-in, is refused
 */
export async function createUser(host: Keys, fields: TestUserFields = {}): Promise<TestUser> {
  const username = fields.username ?? `user-${randomUUID().slice(0, 8)}`
  const { password = 'correct-horse-battery', email = `${username}@example.com` } = fields
  const isByMaster = 'emailVerified' in fields
  const headers = isByMaster ? { 'X-Parse-Master-Key': host.masterKey } : {}
  const { objectId, code, error, ...signUp } = await post(
    host,
    '/users',
    { ...fields, username, password, email },
    headers,
  )
  if (objectId === undefined) throw new Error(`${username} was not signed up: ${code ?? ''} ${error ?? ''}`)
  const { sessionToken } = isByMaster ? await logIn(host, { username, password }) : signUp
  return { objectId, sessionToken, username, password, email: email ?? '' }
}
