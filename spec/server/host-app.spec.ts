/** What the package is mounted on, and that the host's own routes, before and after, don't notice. */
import express, { type Express } from 'express'
import express4 from 'express4'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest, send } from '../support/rest'
import type { Parse } from '../support/sdk'

const proxied = { headers: { 'X-Forwarded-For': '203.0.113.8' } }

const router = (version: 4 | 5) => (app: Express) => {
  const own = (version === 4 ? express4 : express).Router()
  app.use(own)
  return own
}
const subApp = (version: 4 | 5) => (app: Express) => {
  const own = (version === 4 ? express4 : express)()
  app.use(own)
  return own
}

describe.each([
  [4, 'the app', undefined],
  [5, 'the app', undefined],
  [4, 'an app on the app', subApp(4)],
  [5, 'an app on the app', subApp(5)],
  [4, 'a router', router(4)],
  [5, 'a router', router(5)],
] as const)('on Express %d, mounted on %s', (version, _what, mountOn) => {
  describeWithDatabase('the package', (database) => {
    let host: Host
    const cloud = (Server: typeof Parse) => Server.Cloud.define('ip', ({ ip }) => ip)
    beforeAll(async () => {
      host = await startHost({
        database: database(),
        express: version,
        parseServer: { cloud },
        backendless: { applicationId: 'app', apiKey: 'a-backendless-key' },
        ...(mountOn && { mountOn }),
        before: (app) => void app.set('trust proxy', true),
        after: (app) => {
          app.get('/later', (req, res) => {
            const isOwn =
              Object.getPrototypeOf(req) === app.request && Object.getPrototypeOf(res) === app.response
            res
              .status(400)
              .json([{ isOwn, isApp: req.app === app && res.app === app, ip: req.ip, error: { code: 'x' } }])
          })
        },
      })
    })
    afterAll(() => host.close())

    test("leaves the host's requests and answers as they are", async () => {
      for (const round of [1, 2]) {
        const { status, body } = await send(host, 'GET', `${host.url}/later?round=${round}`, proxied)
        const seen = { isOwn: true, isApp: true, ip: '203.0.113.8', error: { code: 'x' } }
        expect([status, body]).toEqual([400, [seen]])
      }
    })

    test("answers in its own words, with the client's address by the host's `trust proxy`", async () => {
      const answer = await rest(host, 'POST', '/functions/ip', { body: {}, ...proxied })
      expect(answer.body).toEqual({ result: '203.0.113.8' })
      const refused = await rest(host, 'GET', '/nowhere')
      expect([refused.status, refused.body]).toEqual([404, { code: 101, error: 'cannot route GET /nowhere' }])
      expect((await graphql(host, '{ health }')).body).toEqual({ data: { health: true } })
    })
  })
})
