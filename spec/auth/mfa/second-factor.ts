/** Users with a second factor, and the codes that their apps show. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { acmeAuthData } from '../../support/acme'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { rest, type RestResponse } from '../../support/rest'

export const password = 'correct horse'
export const periodMs = 30_000
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 160 bits, as base32. */
export const newSecret = () => Array.from(randomBytes(32), (byte) => alphabet[byte % 32]).join('')

const bytesOf = (secret: string) => {
  const bits = Array.from(secret, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}

/** RFC 6238 with SHA-1 and 6 digits. */
export function codeAt(secret: string, epochMs: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(epochMs / periodMs)))
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest()
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** A clock that stands still, so that codes are those that the spec expects; `tick` makes the next one. */
export function useClock() {
  let clock: jest.SpyInstance
  let now = 0
  beforeEach(() => {
    now = Date.now()
    clock = jest.spyOn(Date, 'now').mockImplementation(() => now)
  })
  afterEach(() => clock.mockRestore())
  return {
    tick: (ms = periodMs) => void (now += ms),
    codeOf: ({ secret }: { secret: string }) => codeAt(secret, now),
  }
}

/** All but the clock. */
const realTimers: FakeableAPI[] = [
  ...([
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'setImmediate',
    'clearImmediate',
  ] as const),
  ...(['nextTick', 'queueMicrotask', 'hrtime', 'performance'] as const),
]

/** What happens so many milliseconds later. */
export async function after<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
  jest.useFakeTimers({ now: Date.now() + ms, doNotFake: realTimers })
  try {
    return await work()
  } finally {
    jest.useRealTimers()
  }
}

export interface Person {
  objectId: string
  sessionToken: string
  username: string
  email: string
}

export async function newPerson(host: Host, authData: object = {}): Promise<Person> {
  const username = `u${randomUUID().slice(0, 13)}`
  const person = { username, password, email: `${username}@example.com` }
  const { status, body } = await rest(host, 'POST', '/users', { body: person })
  expect(status).toBe(201)
  const { objectId, sessionToken } = body as Person
  const acme = { ...acmeAuthData(username), ...authData }
  expect((await put(host, { objectId, sessionToken }, { authData: acme })).status).toBe(200)
  return { ...person, objectId, sessionToken }
}

export const put = (
  host: Host,
  { objectId, sessionToken }: Pick<Person, 'objectId' | 'sessionToken'>,
  body: object,
) => rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })

export interface PersonWithApp extends Person {
  secret: string
  recovery: string[]
}

/** With an app that shows codes, whose present one is used already. */
export async function personWithApp(
  host: Host,
  codeOf: (app: { secret: string }) => string,
): Promise<PersonWithApp> {
  const person = await newPerson(host)
  const secret = newSecret()
  const { body } = await put(host, person, { authData: { mfa: { secret, token: codeOf({ secret }) } } })
  const { recovery } = (body as { authDataResponse: { mfa: { recovery: string } } }).authDataResponse.mfa
  return { ...person, secret, recovery: recovery.split(', ') }
}

export type LogIn = (host: Host, person: Pick<Person, 'username'>, mfa: object) => Promise<RestResponse>

const logInByGraphql = `mutation ($input: LogInInput!) { logIn(input: $input) { viewer { sessionToken } } }`

export const logIn: LogIn = (host, { username }, mfa) =>
  rest(host, 'POST', '/login', { body: { username, password, authData: { mfa } } })

export const waysIn: [string, LogIn][] = [
  ['POST /login', logIn],
  [
    '/batch',
    (host, { username }, mfa) => {
      const body = { username, password, authData: { mfa } }
      return rest(host, 'POST', '/batch', {
        body: { requests: [{ method: 'POST', path: '/parse/login', body }] },
      })
    },
  ],
  [
    'GraphQL',
    (host, { username }, mfa) =>
      graphql(host, logInByGraphql, { variables: { input: { username, password, authData: { mfa } } } }),
  ],
  [
    'POST /users with another provider',
    (host, { username }, mfa) =>
      rest(host, 'POST', '/users', { body: { authData: { ...acmeAuthData(username), mfa } } }),
  ],
]

/** Whether an answer opens a session. */
export const isIn = ({ body }: RestResponse): boolean => JSON.stringify(body).includes('"sessionToken":"r:')

/** How many of as many log-ins at the same time get in. */
export async function race(number: number, attempt: () => Promise<RestResponse>): Promise<number> {
  const answers = await Promise.all(Array.from({ length: number }, attempt))
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  return answers.filter(isIn).length
}
