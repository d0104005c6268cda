/** The API below a prefix: behind a proxy that takes it away, and in an app below another. */
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express } from 'express'
import { actionSecret, assertionClaims, signAssertion } from '../support/assertions'
import { describeWithDatabase, type TestDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, type HostOptions, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { rest, send } from '../support/rest'
import { connectSdk, Parse } from '../support/sdk'

/** Takes `/api` away, and hands the rest on to a port that is known later. */
async function startProxy(): Promise<{ url: string; server: Server; leadTo: (port: number) => void }> {
  let port = 0
  const server = createServer((req, res) => {
    const path = String(req.url).replace(/^\/api(?=\/)/, '')
    const { method, headers } = req
    const handed = request({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(res)
    })
    req.pipe(handed)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, server, leadTo: (to) => (port = to) }
}

const filesAdapter = {
  createFile: async () => undefined,
  deleteFile: async () => undefined,
  getFileData: async () => Promise.resolve(Buffer.from('')),
  getFileLocation: ({ mount }: { mount: string }, name: string) => `${mount}/files/${name}`,
  validateFilename: () => null,
}

const setUps: [name: string, start: (options: HostOptions) => Promise<{ host: Host; end: () => unknown }>][] =
  [
    [
      'a proxy that takes a prefix away',
      async ({ parseServer, ...options }) => {
        const { url, server, leadTo } = await startProxy()
        const publicServerURL = `${url}/api/parse`
        const own = await startHost({ ...options, parseServer: { ...parseServer, publicServerURL } })
        leadTo((own.server.address() as AddressInfo).port)
        const host = { ...own, apiUrl: publicServerURL, graphqlUrl: `${url}/api/graphql` }
        return { host, end: () => server.close() }
      },
    ],
    [
      'app.use("/api", sub)',
      async (options) => {
        const mountOn = (app: Express) => {
          const sub = express()
          app.use('/api', sub)
          return sub
        }
        const own = await startHost({ ...options, path: '/api/parse', mountOn })
        return { host: { ...own, graphqlUrl: `${own.url}/api/graphql` }, end: () => undefined }
      },
    ],
  ]

describe.each(setUps)('mountPath with %s', (_what, start) => {
  describeWithDatabase('the API', (database: () => TestDatabase) => {
    let mailbox: Mailbox
    let host: Host
    let end: () => unknown
    beforeAll(async () => {
      mailbox = await startMailbox()
      const email = { transport: mailbox.url, from: 'app@example.com' }
      const started = await start({
        database: database(),
        mountPath: '/parse',
        email,
        pendingEmail: true,
        pages: { verifyOnOpen: true, path: '/people' },
        auth0: { domain: 'tenant.example.com', clientId: 'spec-client', actionSecrets: [actionSecret] },
        dashboard: { users: [{ user: 'admin', pass: 'plain-secret' }] },
        parseServer: {
          verifyUserEmails: true,
          allowClientClassCreation: true,
          filesAdapter,
          fileUpload: { enableForPublic: true },
        },
      })
      host = started.host
      end = started.end
    })
    afterAll(async () => {
      await host.close()
      await end()
      await mailbox.close()
    })

    const user = { username: 'ann', password: 'correct-horse', email: 'ann@example.com' }

    test('has its locations, links and files where clients reach it', async () => {
      const { status, headers } = await rest(host, 'POST', '/users', { body: user })
      expect([status, headers.get('location')]).toEqual([
        201,
        expect.stringMatching(new RegExp(`^${host.apiUrl}/users/\\w+$`)),
      ])
      const [link] = (await mailbox.next({ to: user.email })).links
      expect(link).toMatch(`${host.apiUrl}/apps/`)
      expect((await fetch(String(link))).status).toBe(200)
      const upload = { rawBody: 'hi', headers: { 'Content-Type': 'text/plain' } }
      const { body } = await rest(host, 'POST', '/files/a.txt', upload)
      expect(body.url).toMatch(`${host.apiUrl}/files/`)
    })

    test('sends links beside it that work', async () => {
      const { body } = await rest(host, 'POST', '/login', { body: user })
      const { objectId, sessionToken } = body as { objectId: string; sessionToken: string }
      const change = { body: { email: 'ann@example.org' }, sessionToken }
      await rest(host, 'PUT', `/users/${objectId}`, change)
      const { links } = await mailbox.next({ to: user.email })
      expect(links[0]).toMatch(host.apiUrl.replace('/parse', '/people/stop-email-change?token='))
      expect((await fetch(links[0]!)).status).toBe(200)
    })

    test('takes batches of the SDK', async () => {
      connectSdk(host)
      const notes = [1, 2].map((n) => new Parse.Object('Note', { n }))
      const sessionToken = (await Parse.User.logIn('ann', user.password)).getSessionToken() ?? ''
      await Parse.Object.saveAll(notes, { sessionToken })
      expect(notes.every(({ id }) => id !== undefined)).toBe(true)
      await Parse.User.logOut()
    })

    test('has the Dashboard beside it, whose redirects and bundles are where clients reach it', async () => {
      const dashboard = host.apiUrl.replace('/parse', '/dashboard')
      const redirected = await fetch(`${dashboard}/apps`, { redirect: 'manual' })
      expect(redirected.headers.get('location')).toBe('/api/dashboard/login?redirect=/apps')
      const page = await (await fetch(`${dashboard}/login`)).text()
      expect(page).toContain('<base href="/api/dashboard/"/>')
      const bundle = '/api/dashboard/bundles/login.bundle.js'
      expect(page).toContain(`<script src="${bundle}">`)
      expect((await fetch(new URL(bundle, dashboard))).status).toBe(200)
    })

    test('takes the assertions of an Action that are made for where it is reached', async () => {
      const url = host.apiUrl.replace('/parse', '/auth0/session')
      const post = async (audience: string) => {
        const assertion = await signAssertion(assertionClaims(audience, { email: undefined }))
        return send(host, 'POST', url, { headers: { authorization: `Bearer ${assertion}` } })
      }
      expect((await post(url)).status).toBe(200)
      expect((await post(url.replace('/api', ''))).status).toBe(401)
    })

    test('has GraphQL beside it', async () => {
      expect((await graphql(host, '{ health }')).body).toEqual({ data: { health: true } })
    })
  })
})

test('mountPath is a path, and not that of something else', async () => {
  const options = {
    parseServer: { publicServerURL: 'http://127.0.0.1:1/api/parse', databaseURI: 'mongodb://x/y' },
  }
  await expect(startHost({ ...options, mountPath: 'parse' })).rejects.toThrow('mountPath: expected a path')
  await expect(
    startHost({ ...options, mountPath: '/parse', graphql: { path: '/parse/graphql' } }),
  ).rejects.toThrow('graphql.path: must not lie below the path of the API')
})
