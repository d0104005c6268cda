/** POST /auth0/session while the server around it is in trouble, and under names of its own. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createActionEndpoint } from '../../../src/auth/auth0/action-endpoint'
import { auth0Options } from '../../../src/auth/auth0/options'
import { internals } from '../../../src/parse/internals'
import { actionSecret, assertionClaims, signAssertion } from '../../support/assertions'

const secretReason = 'connection to postgres://user:hunter2@db refused'
const refused = { code: 101, error: 'The Auth0 token is not valid. Sign in again.' }

/** The store of a server on which nothing has happened yet. */
const store = {
  claim: () => Promise.resolve(true),
  claimAll: () => Promise.resolve(true),
  release: () => Promise.resolve(),
  count: () => Promise.resolve(1),
  note: () => Promise.resolve(),
  read: () => Promise.resolve(new Map<string, number>()),
  close: () => undefined,
}
const revocations = {
  revokeSubject: () => Promise.resolve(),
  revokeSid: () => Promise.resolve(),
  revokeSession: () => Promise.resolve(),
  refuseRevoked: () => Promise.resolve(),
}
const fails = () => Promise.reject(new Error(secretReason))

describe('POST /auth0/session', () => {
  let server: Server
  let errors: jest.SpyInstance
  let warnings: jest.SpyInstance
  beforeEach(() => {
    errors = jest.spyOn(internals.logger(), 'error').mockImplementation(() => undefined)
    warnings = jest.spyOn(internals.logger(), 'warn').mockImplementation(() => undefined)
  })
  afterEach(async () => {
    jest.restoreAllMocks()
    await new Promise((resolve) => server.close(resolve))
  })

  /** Without the rest of a server: what comes after the assertion can't be had. */
  async function start(publicUrl: string, parts: Partial<Parameters<typeof createActionEndpoint>[0]> = {}) {
    const { handle, path } = createActionEndpoint({
      appId: 'closed',
      options: auth0Options.parse({ domain: 'tenant.example.com', clientId: 'spec-client' }),
      secrets: [actionSecret],
      running: { besideApi: (path) => new URL(path, publicUrl), sessions: { longestMs: Infinity } },
      store,
      revocations,
      logIn: fails,
      catchUp: fails,
      ...parts,
    })
    const app = internals.express()()
    app.use(path, handle)
    server = createServer(app as never)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  }
  async function post(headers: Record<string, string>) {
    const { port } = server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}/auth0/session`, { method: 'POST', headers })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const postFor = async (audience: string) =>
    post({ authorization: `Bearer ${await signAssertion(assertionClaims(audience))}` })

  test('is answered with 503, and when to come again, when the server has gone meanwhile', async () => {
    await start('https://api.example.com/parse')
    const { status, headers, body } = await postFor('https://api.example.com/auth0/session')
    expect({ status, body }).toEqual({
      status: 503,
      body: { code: 100, error: 'The server is closing. Try again soon.' },
    })
    expect(headers.get('retry-after')).toBe('5')
  })

  test.each([
    ['assertions are looked up', { store: { ...store, claim: fails } }],
    ['revocations are looked up', { revocations: { ...revocations, refuseRevoked: fails } }],
    ['log-ins are counted', { store: { ...store, count: fails } }],
  ])(
    'is answered with 500, and the log has the reason, when the database fails while %s',
    async (_, parts) => {
      await start('https://api.example.com/parse', parts)
      const { status, body } = await postFor('https://api.example.com/auth0/session')
      expect({ status, body }).toEqual({ status: 500, body: { code: 1, error: 'Internal server error.' } })
      expect(errors).toHaveBeenCalledWith(expect.any(String), new Error(secretReason))
    },
  )

  test('takes assertions for its own name only', async () => {
    await start('https://api.example.com:8443/parse')
    expect((await postFor('https://api.example.com:8443/auth0/session')).status).toBe(503)
    for (const other of ['https://api.example.com', 'https://localhost:8443', 'http://api.example.com:8443'])
      expect(await postFor(`${other}/auth0/session`)).toMatchObject({ status: 401, body: refused })
  })

  test('takes them for each name of this machine, where it has one of these', async () => {
    await start('http://localhost:1337/parse')
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect((await postFor(`http://${host}:1337/auth0/session`)).status).toBe(503)
    expect((await postFor('http://api.example.com:1337/auth0/session')).status).toBe(401)
  })

  test('refuses who sends no assertion at all', async () => {
    await start('https://api.example.com/parse')
    expect(await post({})).toMatchObject({ status: 401, body: refused })
    expect(warnings).toHaveBeenCalledWith(expect.stringContaining('an assertion: it is missing'))
    expect(errors).not.toHaveBeenCalled()
  })
})
