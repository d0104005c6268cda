/** What a webhook on `beforeSave` of users answers, beside Cloud Code. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

type Fields = Record<string, unknown>

const password = 'correct-horse'
const since = { __type: 'Date', iso: '2026-11-01T00:00:00.000Z' }

/** What the receiver makes of the object that it gets. */
let answer = (object: Fields): Fields => object

async function startReceiver(): Promise<Server> {
  const server = createServer((req, res) => {
    void json(req).then((body) =>
      res.end(JSON.stringify({ success: answer((body as { object: Fields }).object) })),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** The fields that it saw were to change. */
const dirty: string[][] = []

/** After the webhook, as Cloud Code runs after it at the next start. */
function setPlan(seen: unknown[]): void {
  const { Cloud, User } = (globalThis as unknown as { Parse: typeof import('parse/node') }).Parse
  Cloud.beforeSave(User, ({ object }) => {
    seen.push(object.get('since'))
    dirty.push(object.dirtyKeys().filter((name) => !['updatedAt', 'createdAt'].includes(name)))
    object.set('plan', 'free')
    object.increment('saves')
    // As an arrow without braces does.
    return object
  })
}

describeWithDatabase('what a webhook answers to beforeSave', (database) => {
  let host: Host
  let receiver: Server
  let seen: unknown[] = []
  beforeAll(async () => {
    receiver = await startReceiver()
    host = await startHost({ database: database(), parseServer: { webhookKey: 'a key' } })
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
    const hook = { className: '_User', triggerName: 'beforeSave', url }
    expect((await rest(host, 'POST', '/hooks/triggers', { master: true, body: hook })).status).toBe(200)
    setPlan((seen = []))
  })
  afterAll(async () => {
    await host.close()
    receiver.close()
    receiver.closeAllConnections()
    await once(receiver, 'close')
  })
  beforeEach(() => {
    answer = (object) => object
    seen.length = 0
    dirty.length = 0
  })

  const stored = async (objectId: string) =>
    (await rest(host, 'GET', `/users/${objectId}`, { master: true })).body as Fields
  async function signUp(username: string, fields: Fields = {}) {
    const { status, body } = await rest(host, 'POST', '/users', { body: { username, password, ...fields } })
    expect(status).toBe(201)
    return body as { objectId: string; sessionToken: string }
  }

  test('leaves what Cloud Code after it sets, which sees the answer', async () => {
    answer = (object) => ({ ...object, since })
    const { objectId, sessionToken } = await signUp('ann')
    expect(await stored(objectId)).toMatchObject({ username: 'ann', plan: 'free', saves: 1, since })
    answer = (object) => ({ ...object, plan: 'trial', saves: 5 })
    const change = { sessionToken, body: { nickname: 'Ann' } }
    expect((await rest(host, 'PUT', `/users/${objectId}`, change)).status).toBe(200)
    expect(await stored(objectId)).toMatchObject({ nickname: 'Ann', plan: 'free', saves: 6, since })
    expect(seen).toEqual([new Date(since.iso), new Date(since.iso)])
    expect((await rest(host, 'POST', '/login', { body: { username: 'ann', password } })).status).toBe(200)
  })

  test('makes no field one that is to change, which it only repeats', async () => {
    const { objectId, sessionToken } = await signUp('cid', { color: 'red', points: 1 })
    const change = { sessionToken, body: { nickname: 'Cid' } }
    expect((await rest(host, 'PUT', `/users/${objectId}`, change)).status).toBe(200)
    expect(dirty.at(-1)).toEqual(['nickname'])
    expect(await stored(objectId)).toMatchObject({ nickname: 'Cid', color: 'red', points: 1, saves: 2 })
  })

  test('takes the place of what was sent', async () => {
    answer = ({ nickname: _nickname, ...object }) => object
    const { objectId } = await signUp('bob', { nickname: 'Bobby' })
    const user = await stored(objectId)
    expect(user).toMatchObject({ username: 'bob', plan: 'free' })
    expect(user).not.toHaveProperty('nickname')
  })
})
