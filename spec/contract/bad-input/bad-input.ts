/**
 * Runs tables of bad requests: each row is refused with a Parse error that tells nothing of the inside, and after a
 * family the process serves good requests as before.
 */
import { Error as ParseError } from 'parse/node'
import { describeWithDatabase } from '../../support/database'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { sendRaw, type WireAnswer } from './wire'
import type { Row } from './rows'

export const password = 'a-good-password'

export interface Ann {
  objectId: string
  username: string
  sessionToken: string
}

export interface BadInput {
  readonly host: Host
  readonly ann: Ann
  send(row: Row): Promise<WireAnswer>
  /** An object as the master key sees it. */
  read(path: string): Promise<Record<string, unknown>>
}

/** An auth adapter that takes the token "good". */
const custom = {
  validateAuthData: ({ token }: { token?: unknown }) =>
    token === 'good' ? Promise.resolve() : Promise.reject(new Error('bad token')),
  validateAppId: () => Promise.resolve(),
}

const emailAdapter = {
  sendMail: () => Promise.resolve(),
  sendVerificationEmail: () => Promise.resolve(),
  sendPasswordResetEmail: () => Promise.resolve(),
}

const parseServer = { auth: { custom, anonymous: { enabled: true } }, emailAdapter, verifyUserEmails: true }

let unique = 0
const uniqueName = () => `name${++unique}`

/** Words that only the inside knows: stack traces, SQL, the databases' messages, columns, JavaScript's errors. */
const insides = [
  /\bat .{1,80}\.[cm]?[jt]s:\d|node_modules|in JSON at|JSON input|Unexpected (?:token|end)/,
  /\bSELECT\b|INSERT INTO|relation "|syntax error at|invalid byte|violates|invalid input|unterminated/,
  /Mongo|BSON|E11000|PlanExecutor|\$2[aby]\$/,
  /is not a function|Cannot (?:read|convert|set|destructure)|Maximum call stack|(?:Type|Range|Syntax)Error/,
]

const codes = Object.values(ParseError).filter(Number.isInteger)

/** A refusal in the form that clients of Parse expect. */
export function expectParseError(body: unknown): void {
  expect(body).toEqual({ code: expect.any(Number) as number, error: expect.stringMatching(/\S/) as string })
  expect(codes).toContain((body as { code: number }).code)
}

/** Nothing of the inside, and nothing that only the client may know. */
export function expectNothingLeaks({ text }: WireAnswer, { host, ann }: BadInput): void {
  for (const inside of insides) expect(text).not.toMatch(inside)
  for (const secret of [password, host.masterKey, ann.sessionToken]) expect(text).not.toContain(secret)
  expect(text.length).toBeLessThan(2000)
}

const keys = { 'X-Parse-Application-Id': '$APP' }

function fill(text: string, { host, ann }: BadInput, name: string): string {
  const values: Record<string, string> = {
    $APP: host.appId,
    $MASTER: host.masterKey,
    $USER: ann.objectId,
    $NAME: ann.username,
    $TOKEN: ann.sessionToken,
    $PASSWORD: password,
    $UNIQUE: name,
  }
  return text.replace(
    /\$(?:APP|MASTER|USER|NAME|TOKEN|PASSWORD|UNIQUE)\b/g,
    (found) => values[found] ?? found,
  )
}

function headersOf(row: Row, fillIn: (text: string) => string): Record<string, string | string[]> {
  const given = Object.entries<string | string[] | undefined>({ ...keys, ...row.headers })
  return Object.fromEntries(
    given.flatMap(([name, value]) => {
      if (value === undefined) return []
      return [[name, Array.isArray(value) ? value.map(fillIn) : fillIn(value)]]
    }),
  )
}

async function sendRow(row: Row, context: BadInput): Promise<WireAnswer> {
  const name = uniqueName()
  const fillIn = (text: string) => fill(text, context, name)
  const { origin, pathname } = new URL(context.host.apiUrl)
  const body = typeof row.body === 'string' ? fillIn(row.body) : row.body
  return sendRaw(origin, {
    method: row.method,
    path: (row.isRoot ? '' : pathname) + fillIn(row.path),
    headers: headersOf(row, fillIn),
    ...(body === undefined ? {} : { body }),
  })
}

async function signUp(host: Host, headers: Record<string, string>): Promise<Ann> {
  const username = uniqueName()
  const body = { username, password, email: `${username}@example.com` }
  const answer = await rest(host, 'POST', '/users', { body, headers })
  expect([answer.status, answer.body]).toEqual([201, expect.anything()])
  const { objectId, sessionToken } = answer.body as Ann
  return { username, objectId, sessionToken }
}

type Options = Omit<HostOptions, 'database'> & { clientHeaders?: Record<string, string> }

/** A family of rows on an app of its own, with a user, Ann; in the end it serves good requests. */
export function describeBadInput(
  family: string,
  body: (context: BadInput) => void,
  { clientHeaders = {}, ...options }: Options = {},
): void {
  describeWithDatabase(`bad input: ${family}`, (database) => {
    let host: Host | undefined
    let ann: Ann | undefined
    const notYet = () => {
      throw new Error('The host runs in hooks and tests only')
    }
    const context: BadInput = {
      get host() {
        return host ?? notYet()
      },
      get ann() {
        return ann ?? notYet()
      },
      send: (row) => sendRow(row, context),
      read: async (path) => {
        const answer = await rest(context.host, 'GET', path, { master: true })
        return answer.body as Record<string, unknown>
      },
    }
    beforeAll(async () => {
      const settings = { ...parseServer, ...options.parseServer }
      host = await startHost({ limits: false, ...options, database: database(), parseServer: settings })
      ann = await signUp(host, clientHeaders)
    })
    afterAll(() => host?.close())

    body(context)

    test('good requests are served afterwards', async () => {
      const { username } = await signUp(context.host, clientHeaders)
      const logIn = { body: { username, password }, headers: clientHeaders }
      expect((await rest(context.host, 'POST', '/login', logIn)).status).toBe(200)
    })
  })
}

/** A test for each row: refused with 4xx and a Parse error. */
export function testRefused(context: BadInput, rows: Row[]): void {
  test.each(rows)('refused: $title', async (row) => {
    const answer = await context.send(row)
    expect(`${answer.status} ${answer.text.slice(0, 300)}`).toMatch(/^4\d\d/)
    if (row.method !== 'HEAD') expectParseError(answer.json)
    expectNothingLeaks(answer, context)
  })
}

/** A request that a client may well send, and what the object holds then. */
export interface AcceptedRow extends Row {
  field: string
  stored: unknown
}

/** A test for each row: accepted with 2xx, and stored as told in the object that it makes, or in Ann. */
export function testAccepted(context: BadInput, className: string, rows: AcceptedRow[]): void {
  test.each(rows)('accepted: $title', async (row) => {
    const answer = await context.send(row)
    expect(`${answer.status} ${answer.text.slice(0, 300)}`).toMatch(/^20[01]/)
    const { objectId = context.ann.objectId } = answer.json as { objectId?: string }
    const object = await context.read(`/${className}/${objectId}`)
    expect(object[row.field] ?? undefined).toEqual(row.stored) // MongoDB stores null, PostgreSQL nothing
  })
}

/** The rows of `fieldRows` for values that are stored as they are, or as told. */
export function accepting(rows: Row[], field: string, stored: unknown[]): AcceptedRow[] {
  return rows.map((each, index) => ({ ...each, field, stored: stored[index] }))
}
