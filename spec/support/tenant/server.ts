/** The HTTP server of the tenant for specs, whose endpoints can be made to fail. */
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * - `down`: the connection is cut.
 * - `slow`: no answer ever comes; `stalled`: the answer begins and never ends.
 * - `error`: 500; `limited`: 429; `unauthorized`: 401; `challenge`: 401 with WWW-Authenticate; `redirect`: 302 to the good answer.
 * - `empty`: 204; `html`: 200 with a page; `garbage`: JSON of something else; `huge`: the good answer and 1 MB more.
 */
export type Failure = keyof typeof failures

/** Status and body. */
type Answer = [status: number, body: Record<string, unknown>]
export type Answerer = (req: IncomingMessage) => Promise<Answer> | Answer

const paths = {
  discovery: '/.well-known/openid-configuration',
  jwks: '/.well-known/jwks.json',
  token: '/oauth/token',
  userInfo: '/userinfo',
}
export type Endpoint = keyof typeof paths

const send = (res: ServerResponse, [status, body]: Answer) =>
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

type Fail = (req: IncomingMessage, res: ServerResponse, answer: Answer) => unknown

const failures = {
  down: (req) => req.socket.destroy(),
  slow: () => undefined,
  stalled: (_req, res) => res.writeHead(200, { 'content-type': 'application/json' }).write('{"keys":['),
  error: (_req, res) => res.writeHead(500).end('Internal Server Error'),
  limited: (_req, res) => send(res, [429, { error: 'too_many_requests' }]),
  unauthorized: (_req, res) => res.writeHead(401).end('Unauthorized'),
  challenge: (_req, res) => res.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end(),
  redirect: (req, res) => res.writeHead(302, { location: `/moved${req.url ?? ''}` }).end(),
  empty: (_req, res) => res.writeHead(204).end(),
  html: (_req, res) => res.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>'),
  garbage: (_req, res) => send(res, [200, { keys: 'none', sub: 1, id_token: null }]),
  huge: (_req, res, [status, body]) => send(res, [status, { ...body, padding: 'x'.repeat(2 ** 20) }]),
} satisfies Record<string, Fail>

const endpointOf = (req: IncomingMessage): Endpoint | undefined => {
  const path = (req.url ?? '').replace(/^\/moved/, '')
  return (Object.keys(paths) as Endpoint[]).find((endpoint) => paths[endpoint] === path)
}

/** @param answersOf makes the good answers; gets the server's address, as http://127.0.0.1:4711 */
export async function startServer(answersOf: (domain: string) => Record<Endpoint, Answerer>) {
  const requests = { discovery: 0, jwks: 0, token: 0, userInfo: 0 }
  const asked = new EventEmitter()
  const failing: Partial<Record<Endpoint, Failure | undefined>> = {}
  async function serve(req: IncomingMessage, res: ServerResponse) {
    const endpoint = endpointOf(req)
    if (!endpoint) return res.writeHead(404).end()
    requests[endpoint] += 1
    asked.emit(endpoint)
    const good = await answers[endpoint](req)
    const failure = failing[endpoint]
    const fail: Fail | undefined = failure && failures[failure]
    return fail ? fail(req, res, good) : send(res, good)
  }
  const server = createServer((req, res) => void serve(req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const domain = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const answers = answersOf(domain)
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const fail = (endpoint: Endpoint) => (how?: Failure) => void (failing[endpoint] = how)
  const nextRequest = (endpoint: Endpoint) => once(asked, endpoint)
  return { domain, requests, nextRequest, fail, close }
}
