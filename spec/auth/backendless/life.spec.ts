/** The whole life of a user by Backendless' routes, and the same user by Parse's own. */
import { json } from 'express'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import {
  backendless,
  call,
  find,
  isValid,
  logIn,
  logOut,
  refusal,
  register,
  registered,
  somebody,
  userTokenOf,
} from './backendless'

const text = expect.any(String) as unknown
const time = expect.any(Number) as unknown

const userShape = (email: string) => ({
  ___class: 'Users',
  objectId: text,
  ownerId: text,
  email,
  name: 'Ann',
  age: 41,
  created: time,
  updated: null,
  userStatus: 'ENABLED',
})
const fields = { name: 'Ann', age: 41 }

describe.each([
  [5, 'no body parser', undefined],
  [4, 'express.json()', json()],
] as const)('on an Express %d host with %s', (express, _, parser) => {
  describeWithDatabase("Backendless' routes", (database) => {
    let host: Host
    const events: unknown[] = []
    beforeAll(async () => {
      host = await startHost({
        database: database(),
        backendless,
        express,
        before: (app) => parser && app.use(parser),
        configure: (accounts) => void accounts.on('login', (event) => events.push(event)),
      })
    })
    afterAll(() => host.close())

    test('register a user, in the form of Backendless and without a password', async () => {
      const person = somebody()
      const { status, body } = await register(host, { ...person, ...fields })
      expect({ status, body }).toEqual({ status: 200, body: userShape(person.email) })
      expect(body.ownerId).toBe(body.objectId)
      const stored = await rest(host, 'GET', `/users/${body.objectId}`, { master: true })
      expect(body.created).toBe(Date.parse(stored.body.createdAt as string))
    })

    test('open no session for a registration', async () => {
      const { body } = await register(host, somebody())
      const user = { __type: 'Pointer', className: '_User', objectId: body.objectId }
      const sessions = await rest(host, 'GET', '/sessions', { master: true, query: { where: { user } } })
      expect(sessions.body.results).toEqual([])
    })

    test('find a user by e-mail address, and tell no more than needed', async () => {
      const { email } = await registered(host, fields)
      const { status, headers, body } = await find(host, `email='${email}'`)
      expect({ status, body }).toEqual({
        status: 200,
        body: [{ ___class: 'Users', objectId: text, email, created: time, updated: null }],
      })
      expect(headers.get('cache-control')).toBe('no-store')
    })

    test('find a user whose address has a quote in it', async () => {
      await registered(host, { email: "o'brien@example.com" })
      const { body } = await find(host, "email = 'o''brien@example.com'")
      expect(body).toEqual([expect.objectContaining({ email: "o'brien@example.com" })])
    })

    test('find nobody by another address', async () => {
      expect(await find(host, "email='nobody@example.com'")).toMatchObject({ status: 200, body: [] })
    })

    test('log in, with the token of a session as user-token', async () => {
      const person = await registered(host, fields)
      const { status, body } = await logIn(host, person)
      const userToken = expect.stringMatching(/^r:/) as unknown
      expect({ status, body }).toEqual({
        status: 200,
        body: { ...userShape(person.email), 'user-token': userToken },
      })
    })

    test('tell of the log-in, and of no registration', async () => {
      events.length = 0
      const person = await registered(host)
      const { body } = await logIn(host, person)
      expect(events).toEqual([{ userId: body.objectId, provider: 'password', isNewUser: false }])
    })

    test('the user-token is a session token of REST and GraphQL', async () => {
      const person = await registered(host)
      const sessionToken = await userTokenOf(host, person)
      const me = await rest(host, 'GET', '/users/me', { sessionToken })
      expect(me).toMatchObject({ status: 200, body: { username: person.email, email: person.email } })
      const viewer = await graphql(host, '{ viewer { user { email } } }', { sessionToken })
      expect(viewer.body).toEqual({ data: { viewer: { user: { email: person.email } } } })
    })

    test('Parse logs in with the same credentials', async () => {
      const { email, password } = await registered(host)
      const { status } = await rest(host, 'POST', '/login', { body: { username: email, password } })
      expect(status).toBe(200)
    })

    test('a user who signed up with Parse logs in by e-mail address, whatever the username', async () => {
      const person = somebody()
      const { body } = await rest(host, 'POST', '/users', { body: { username: 'bob', ...person } })
      const answer = await logIn(host, person)
      expect(answer).toMatchObject({ status: 200, body: { objectId: body.objectId, name: null } })
    })

    test('a username that looks like the address of somebody else logs nobody in', async () => {
      const person = somebody()
      await rest(host, 'POST', '/users', { body: { username: 'eve@example.com', ...person } })
      expect(await logIn(host, { ...person, email: 'eve@example.com' })).toEqual(refusal(401, 3003))
    })

    test('tell when a user was updated', async () => {
      const person = await registered(host)
      const { body } = await logIn(host, person)
      const sessionToken = body['user-token'] as string
      await rest(host, 'PUT', `/users/${body.objectId}`, { body: { age: 42 }, sessionToken })
      const { body: after } = await logIn(host, person)
      expect(after.updated).toBeGreaterThan(after.created as number)
    })

    test('a token is valid until the log-out, here and for Parse', async () => {
      const token = await userTokenOf(host, await registered(host))
      expect(await isValid(host, token)).toMatchObject({ status: 200, body: true })
      expect(await logOut(host, token)).toMatchObject({ status: 200, body: '' })
      expect(await isValid(host, token)).toMatchObject({ status: 200, body: false })
      const me = await rest(host, 'GET', '/users/me', { sessionToken: token })
      expect(me).toMatchObject({ status: 400, body: { code: 209 } })
    })

    test('a log-out by Parse ends the user-token', async () => {
      const sessionToken = await userTokenOf(host, await registered(host))
      await rest(host, 'POST', '/logout', { sessionToken, body: {} })
      expect(await isValid(host, sessionToken)).toMatchObject({ status: 200, body: false })
    })

    test('a log-out ends one session only', async () => {
      const person = await registered(host)
      const [first, second] = [await userTokenOf(host, person), await userTokenOf(host, person)]
      await logOut(host, first)
      expect(await isValid(host, second)).toMatchObject({ status: 200, body: true })
    })

    test('of registrations at the same time one makes the user', async () => {
      const person = somebody()
      const answers = await Promise.all(Array.from({ length: 5 }, () => register(host, person)))
      const refused = answers.filter(({ status }) => status !== 200)
      expect(refused).toEqual(Array.from({ length: 4 }, () => refusal(409, 3033)))
    })

    test('leave to the host what only begins like their path', async () => {
      const answer = await call(host, 'GET', '/backendlessness')
      expect(answer).toMatchObject({ status: 404, body: expect.stringContaining('Cannot GET') })
    })
  })
})

describeWithDatabase("Backendless' routes, not configured", (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
  })
  afterAll(() => host.close())

  test('are not there: the host answers', async () => {
    const answer = await register(host, somebody())
    expect(answer).toMatchObject({ status: 404, body: expect.stringContaining('Cannot POST') })
  })
})
