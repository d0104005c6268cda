/** Refusals are `{ code, error }` and quote nothing, whatever wraps the host's responses. */
import compression from 'compression'
import type { Express, RequestHandler, Response } from 'express'
import session from 'express-session'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'

/** A wrapper as hosts write them, to see what is sent. */
const wrapping =
  (name: 'json' | 'send' | 'end'): RequestHandler =>
  (_req, res, next) => {
    const former = res[name].bind(res) as (...args: unknown[]) => Response
    res[name] = ((...args: unknown[]) => former(...args)) as never
    next()
  }
const sessions = () => session({ secret: 'spec', resave: false, saveUninitialized: true })
const using = (handler: RequestHandler) => ({ before: (app: Express) => void app.use(handler) })

/** Runs within the API, after parse-server's own body parser. */
const within = (handler: RequestHandler) => ({ parseServer: { requestContextMiddleware: handler } })

describe.each([
  [5, 'nothing', {}],
  [5, 'compression', using(compression({ threshold: 0 }))],
  [5, 'express-session', using(sessions())],
  [5, 'a wrapper of res.json', using(wrapping('json'))],
  [5, 'a wrapper of res.send', using(wrapping('send'))],
  [5, 'a wrapper of res.end', using(wrapping('end'))],
  [4, 'compression', using(compression({ threshold: 0 }))],
  [4, 'a wrapper of res.json', using(wrapping('json'))],
  [5, 'a later wrapper of res.json', within(wrapping('json'))],
  [5, 'a later wrapper of res.end', within(wrapping('end'))],
] as const)('on Express %d with %s', (version, _what, options) => {
  describeWithDatabase('a refusal', (database) => {
    let host: Host
    beforeAll(async () => {
      host = await startHost({ database: database(), express: version, ...options })
    })
    afterAll(() => host.close())

    const json = { 'Content-Type': 'application/json' }
    const secret = 's3cret-of-ann'

    test.each([
      [
        'of an application id',
        403,
        { code: 119, error: 'unauthorized' },
        { headers: { 'X-Parse-Application-Id': 'no' } },
      ],
      [
        'of a session',
        400,
        { code: 209, error: 'Invalid session token' },
        { sessionToken: `r:${'0'.repeat(32)}` },
      ],
    ])('%s has its code', async (_name, status, body, request) => {
      const answer = await rest(host, 'GET', '/users', request)
      expect([answer.status, answer.body]).toEqual([status, body])
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    })

    test('of a malformed body quotes nothing', async () => {
      const rawBody = `{"username":"ann","password":"${secret}"`
      for (const path of ['/login', '/batch']) {
        const { status, body } = await rest(host, 'POST', path, { rawBody, headers: json })
        expect([status, body]).toEqual([
          400,
          { code: 107, error: expect.stringContaining('could not be read') as string },
        ])
      }
      const { body } = await graphql(host, '{')
      expect(JSON.stringify(body)).not.toContain('stacktrace')
    })

    test('in a batch has its code', async () => {
      const requests = [{ method: 'POST', path: '/parse/schemas/Note', body: {} }]
      const { body } = await rest(host, 'POST', '/batch', { body: { requests } })
      expect(body).toEqual([{ error: { code: 119, error: 'unauthorized' } }])
    })

    test('of GraphQL quotes nothing', async () => {
      const query = `mutation { logIn(input: { username: "ann", password: { a: "${secret}" } }) { viewer { sessionToken } } }`
      const asked = await graphql(host, query)
      expect(asked.body).toHaveProperty('errors')
      const variables = { input: { username: 'ann', password: 'correct-horse', nonsense: secret } }
      const mutation = 'mutation ($input: LogInInput!) { logIn(input: $input) { viewer { sessionToken } } }'
      const answers = [asked, await graphql(host, mutation, { variables })]
      for (const { body } of answers) {
        expect(JSON.stringify(body)).not.toContain(secret)
        expect(JSON.stringify(body)).not.toContain('stacktrace')
      }
    })
  })
})
