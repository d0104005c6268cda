/** What a Backendless client is told when credentials, route, token or query are wrong. */
import { EventEmitter, once } from 'node:events'
import type express from 'express'
import { sendRaw } from '../../contract/bad-input/wire'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import type { Parse } from '../../support/sdk'
import {
  backendless,
  call,
  expectRefusal,
  isValid,
  logOut,
  refusal,
  register,
  root,
  somebody,
} from './backendless'

const { applicationId, apiKey } = backendless
// A connection that is kept may end while the next request is sent.
const json = { 'Content-Type': 'application/json', Connection: 'close' }

describeWithDatabase('Backendless clients', (database) => {
  let host: Host
  const seenByHost: string[] = []
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      backendless,
      after: (app) =>
        app.use((req: express.Request, res: express.Response) => {
          seenByHost.push(req.path)
          res.status(404).send('<p>of the host</p>')
        }),
    })
  })
  afterAll(() => host.close())
  afterEach(() => expect(seenByHost).toEqual([]))

  const raw = (request: { method?: string; path: string; body?: string }) =>
    sendRaw(host.url, { method: 'GET', headers: json, ...request })

  test.each([
    ['id', `/backendless/other/${apiKey}`],
    ['key', `/backendless/${applicationId}/other`],
    ['key in lower case', `/backendless/${applicationId}/${apiKey.toLowerCase()}`],
    ['order', `/backendless/${apiKey}/${applicationId}`],
    ['length', `/backendless/${applicationId}/${apiKey}${'0'.repeat(5000)}`],
    ['character', `/backendless/${applicationId}/%00`],
    ['master key', `/backendless/${applicationId}/spec-master-key-of-32-characters`],
  ])('with a wrong %s are refused on every route', async (_name, wrong) => {
    for (const path of ['/users/register', '/users/login', '/users/logout', '/data/Users', '/nothing'])
      expect(await call(host, 'GET', wrong + path)).toEqual(refusal(400, 2002))
    const body = JSON.stringify(somebody())
    expectRefusal(await raw({ method: 'POST', path: `${wrong}/users/register`, body }), 400, 2002)
  })

  test.each([
    ['GET', '/'],
    ['GET', ''],
    ['GET', '/users'],
    ['GET', '/users/register'],
    ['GET', '/users/login'],
    ['POST', '/users/logout'],
    ['PUT', '/users/login'],
    ['DELETE', '/data/Users'],
    ['POST', '/data/Users'],
    ['PATCH', '/users/register'],
    ['OPTIONS', '/users/register'],
    ['TRACE', '/users/login'],
    ['GET', '/users/isvalidusertoken'],
    ['GET', '/users/isvalidusertoken/a/b'],
    ['GET', '/users/restorepassword/ann@example.com'],
    ['GET', '/data/Users/someone'],
    ['GET', '/data'],
    ['GET', '/../../parse/users'],
    ['GET', '/users/login/..%2f..%2fregister'],
  ])('find no route for %s %s', async (method, path) => {
    expectRefusal(await raw({ method, path: root + path }), 404, 404)
  })

  test.each(['/backendless', '/backendless/', `/backendless/${applicationId}`, '/BACKENDLESS/x'])(
    'find no route for %s',
    async (path) => {
      expectRefusal(await raw({ method: 'GET', path }), 404, 404)
    },
  )

  test.each(['_User', '_Session', '_Role', 'users%00', 'Orders', '__proto__'])(
    'can ask for no table %s',
    async (table) => {
      expectRefusal(await raw({ method: 'GET', path: `${root}/data/${table}` }), 400, 1009)
    },
  )

  test('get no answer to a path that is no text', async () => {
    expectRefusal(await raw({ method: 'GET', path: `${root}/users/isvalidusertoken/%E0%A4%A` }), 400, 400)
  })

  test.each([
    'r:0123456789abcdef0123456789abcdef',
    'r:',
    'x',
    'null',
    '../../logout',
    'r:\0',
    "r:' or '1'='1",
  ])('hold no valid token %j', async (token) => {
    expect(await isValid(host, token)).toMatchObject({ status: 200, body: false })
  })

  test.each([undefined, '', 'x', 'r:0123456789abcdef0123456789abcdef', `r:${'x'.repeat(8000)}`])(
    'are not logged out with the token %.40j',
    async (token) => {
      expect(await logOut(host, token)).toEqual(refusal(400, 3064, 'Not existing user token'))
    },
  )

  test.each([
    '',
    '?where=',
    '?where=1%3D1',
    "?where=email='a@b'%20or%201=1",
    "?where=email='a@b'&where=email='c@d'",
    "?where[]=email='a@b'",
    "?where[$ne]=email='a@b'",
    "?where=email='a@b'&pageSize=100",
    "?where=email='a%00@b'",
    `?where=email='${'a'.repeat(5000)}@b'`,
  ])('find nobody with the query %.60s', async (query) => {
    expectRefusal(await raw({ path: `${root}/data/Users${query}` }), 400, 400)
  })
})

describeWithDatabase('a server that closes', (database) => {
  test('answers requests under way, and sends others away', async () => {
    const events = new EventEmitter()
    const cloud = (Server: typeof Parse) =>
      Server.Cloud.beforeSave(Server.User, async () => {
        const released = once(events, 'released')
        events.emit('arrived')
        await released
      })
    const host = await startHost({ database: database(), backendless, parseServer: { cloud } })
    const arrived = once(events, 'arrived')
    const registration = register(host, somebody())
    await arrived
    const closing = host.accounts.close()
    const answer = await register(host, somebody())
    expect(answer).toEqual(refusal(503, 503))
    expect(answer.headers.get('retry-after')).toBe('5')
    events.emit('released')
    expect(await registration).toMatchObject({ status: 200 })
    await closing
    expect(await register(host, somebody())).toEqual(refusal(503, 503))
    await host.close()
  })
})
