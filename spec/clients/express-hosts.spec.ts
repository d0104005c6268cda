/** The host's own app around the package, on Express 4 and 5. */
import express, { type Express, type Request, type Response } from 'express'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest, send } from '../support/rest'
import { connectSdk, Parse, parseErrorOf } from '../support/sdk'

/** What the host's last handlers saw. */
let notFound: string[] = []
let failed: unknown[] = []

function before(app: Express): void {
  app.set('trust proxy', true)
  app.get('/before', (_req, res) => void res.send('before'))
}

function beforeWithParser(app: Express): void {
  before(app)
  app.use(express.json())
}

function after(app: Express): void {
  app.get('/after', (_req, res) => void res.send('after'))
  app.get('/fails', () => {
    throw new Error('of the host')
  })
  app.use((req: Request, res: Response) => {
    notFound.push(req.path)
    res.status(404).send('not here')
  })
  app.use((error: Error, _req: Request, res: Response, next: (error: Error) => void) => {
    if (res.headersSent) return next(error)
    failed.push(error.message)
    res.status(500).send('host failed')
  })
}

const cloud = (Server: typeof Parse) => {
  Server.Cloud.define('fail', () => {
    throw new Error('of a function')
  })
  Server.Cloud.define('ip', ({ ip }) => ip)
  Server.Cloud.beforeLogin(({ ip }) => {
    if (ip === '203.0.113.9') throw new Server.Error(142, `not from ${ip}`)
  })
}

const behindProxy = (address: string) => ({ headers: { 'X-Forwarded-For': address } })
const user = { username: 'ann', password: 'correct-horse' }

describe.each([
  [5, 'no body parser', before],
  [5, 'express.json()', beforeWithParser],
  [4, 'no body parser', before],
  [4, 'express.json()', beforeWithParser],
] as const)('on an Express %d host with %s', (version, _parser, ownRoutes) => {
  describeWithDatabase('the package', (database) => {
    let host: Host
    beforeAll(async () => {
      host = await startHost({
        database: database(),
        express: version,
        before: ownRoutes,
        after,
        parseServer: { cloud },
      })
      await rest(host, 'POST', '/users', { body: user })
    })
    afterAll(() => host.close())
    beforeEach(() => {
      notFound = []
      failed = []
    })

    const get = (path: string) => send(host, 'GET', host.url + path)

    test("lets the host's routes answer, before and after it", async () => {
      expect(await get('/before')).toMatchObject({ status: 200, body: 'before' })
      expect(await get('/after')).toMatchObject({ status: 200, body: 'after' })
      expect([notFound, failed]).toEqual([[], []])
    })

    test("leaves what is unknown to the host's 404, and what fails to its error handler, once each", async () => {
      expect(await get('/nowhere')).toMatchObject({ status: 404, body: 'not here' })
      expect(await get('/parser')).toMatchObject({ status: 404, body: 'not here' })
      expect(await get('/fails')).toMatchObject({ status: 500, body: 'host failed' })
      expect([notFound, failed]).toEqual([['/nowhere', '/parser'], ['of the host']])
    })

    test.each([
      ['an unknown path', 404, 'GET', '/nowhere', {}],
      ['a wrong password', 404, 'POST', '/login', { body: { ...user, password: 'wrong' } }],
      ['a function that throws', 400, 'POST', '/functions/fail', { body: {} }],
      ['a wrong app id', 403, 'GET', '/users', { headers: { 'X-Parse-Application-Id': 'wrong' } }],
      [
        'the master key from elsewhere',
        403,
        'GET',
        '/users',
        { master: true, ...behindProxy('203.0.113.7') },
      ],
      ['a session that never was', 400, 'GET', '/users/me', { sessionToken: 'r:0000' }],
    ])('answers %s by itself: %d', async (_name, status, method, path, request) => {
      const answer = await rest(host, method, path, request)
      expect(answer).toMatchObject({ status, body: { code: expect.any(Number) as number } })
      expect([notFound, failed]).toEqual([[], []])
    })

    test('answers what GraphQL refuses by itself', async () => {
      const master = { master: true, ...behindProxy('203.0.113.7') }
      expect(await graphql(host, '{ health }', master)).toMatchObject({ status: 403 })
      expect((await graphql(host, '{ health', {})).status).toBe(400)
      expect((await graphql(host, '{ viewer { sessionToken } }')).body).toHaveProperty('errors')
      expect([notFound, failed]).toEqual([[], []])
    })

    test("takes the client's address as the host's `trust proxy` gives it", async () => {
      const answer = await rest(host, 'POST', '/functions/ip', { body: {}, ...behindProxy('203.0.113.8') })
      expect(answer.body).toEqual({ result: '203.0.113.8' })
      const refused = await rest(host, 'POST', '/login', { body: user, ...behindProxy('203.0.113.9') })
      expect(refused.body).toEqual({ code: 142, error: 'not from 203.0.113.9' })
    })

    test('reads bodies of REST, GraphQL, the SDK and the password form', async () => {
      expect((await rest(host, 'POST', '/login', { body: user })).status).toBe(200)
      const mutation = `mutation ($input: LogInInput!) { logIn(input: $input) { viewer { user { username } } } }`
      const loggedIn = await graphql(host, mutation, { variables: { input: user } })
      expect(loggedIn.body).toEqual({ data: { logIn: { viewer: { user: { username: 'ann' } } } } })
      connectSdk(host)
      expect((await Parse.User.logIn(user.username, user.password)).get('username')).toBe('ann')
      expect(await parseErrorOf(Parse.Cloud.run('fail'))).toMatchObject({ code: 141 })
    })
  })
})
