/** Triggers of the host that hang are cut off; those and others that fail are told of. */
import { once, EventEmitter } from 'node:events'
import type { SecurityEvent } from '../../../index'
import type { TriggerRequest } from '../../../src/parse/internals'
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const password = 'correct-horse'
type Handler = (request: TriggerRequest) => unknown

/** What specs put in place of each; the second of each type notes that it was called. */
const handlers = new Map<string, Handler>()
const calls: string[] = []

function cloud(parse: unknown): void {
  const { Cloud } = parse as { Cloud: Record<string, (...parameters: (string | Handler)[]) => void> }
  for (const type of ['beforeLogin', 'afterLogin', 'afterLogout', 'afterSave', 'afterDelete']) {
    const ofUsers = /Save|Delete/.test(type) ? ['_User'] : []
    Cloud[type]?.(...ofUsers, (request) => handlers.get(type)?.(request))
    Cloud[type]?.(...ofUsers, () => void calls.push(type))
  }
}

const hang = () => new Promise(() => undefined)
const fail = () => {
  throw new Error('broken')
}

describeWithDatabase('a trigger of the host', (database) => {
  let host: Host
  let userId: string
  const events = new EventEmitter()
  const refused: SecurityEvent[] = []
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      triggers: { timeoutSeconds: 0.2 },
      parseServer: { auth: { acme }, cloud },
      configure: (accounts) =>
        void accounts
          .on('triggerFailed', (failure) => events.emit('failed', failure))
          .on('security', (event) => event.type === 'loginFailed' && refused.push(event)),
    })
    const { body } = await rest(host, 'POST', '/users', { body: { username: 'pat', password } })
    userId = String(body.objectId)
  })
  afterAll(() => host.close())
  beforeEach(() => {
    handlers.clear()
    calls.length = 0
    refused.length = 0
  })

  const logIn = () => rest(host, 'POST', '/login', { body: { username: 'pat', password } })
  const failure = async () => (await once(events, 'failed'))[0] as unknown

  test('that hangs in beforeLogin refuses, and is told of', async () => {
    handlers.set('beforeLogin', hang)
    const [told, { status, body }] = await Promise.all([failure(), logIn()])
    expect([status, body]).toEqual([
      400,
      { code: 141, error: 'The log-in could not be checked in time. Try again.' },
    ])
    const message = 'it has not ended after 0.2 seconds'
    expect(told).toEqual({ trigger: 'beforeLogin', reason: 'timeout', message, userId })
    expect(calls).toEqual([])
    expect(refused).toMatchObject([{ reason: 'refused', provider: 'password', userId }])
  })

  test('that hangs in afterLogin is left behind, and the others run', async () => {
    handlers.set('afterLogin', hang)
    const [told, { status }] = await Promise.all([failure(), logIn()])
    expect(status).toBe(200)
    expect(told).toMatchObject({ trigger: 'afterLogin', reason: 'timeout', userId })
    expect(calls).toEqual(['beforeLogin', 'afterLogin'])
  })

  test('that hangs in afterLogout is left behind, and the session has ended', async () => {
    const { sessionToken } = (await logIn()).body as { sessionToken: string }
    handlers.set('afterLogout', hang)
    const [told, { status }] = await Promise.all([failure(), rest(host, 'POST', '/logout', { sessionToken })])
    expect([status, calls.at(-1)]).toEqual([200, 'afterLogout'])
    expect(told).toMatchObject({ trigger: 'afterLogout', reason: 'timeout', userId })
    expect((await rest(host, 'GET', '/users/me', { sessionToken })).body.code).toBe(209)
  })

  test('that rejects after it was cut off disturbs nobody', async () => {
    const late = new EventEmitter()
    handlers.set('afterLogin', () => once(late, 'now').then(fail))
    expect((await logIn()).status).toBe(200)
    late.emit('now')
    expect((await logIn()).status).toBe(200)
  })

  test('that throws in afterLogout is told of, to the client too; the others run, and the session has ended', async () => {
    const { sessionToken } = (await logIn()).body as { sessionToken: string }
    handlers.set('afterLogout', fail)
    const [told, { body }] = await Promise.all([failure(), rest(host, 'POST', '/logout', { sessionToken })])
    expect(body).toEqual({ code: 141, error: 'broken' })
    expect(told).toEqual({ trigger: 'afterLogout', reason: 'threw', message: 'broken', userId })
    expect(calls.at(-1)).toBe('afterLogout')
    expect((await rest(host, 'GET', '/users/me', { sessionToken })).body.code).toBe(209)
  })

  test('that throws in afterLogin is told of', async () => {
    handlers.set('afterLogin', fail)
    const [told] = await Promise.all([failure(), logIn()])
    expect(told).toEqual({ trigger: 'afterLogin', reason: 'threw', message: 'broken', userId })
  })

  test.each([
    ['afterSave', 'PUT', { status: 200 }],
    ['afterDelete', 'DELETE', { status: 400, body: { code: 141, error: 'broken' } }],
  ] as const)('that throws in %s keeps no other from running', async (type, method, answer) => {
    const { body } = await rest(host, 'POST', '/users', { body: { username: type, password } })
    calls.length = 0
    handlers.set(type, fail)
    const change = { master: true, ...(method === 'PUT' && { body: { nickname: 'Ann' } }) }
    expect(await rest(host, method, `/users/${String(body.objectId)}`, change)).toMatchObject(answer)
    expect(calls).toEqual([type])
  })

  test('that refuses a log-in is told of once, by whatever way', async () => {
    handlers.set('beforeLogin', fail)
    await logIn()
    expect(refused).toMatchObject([{ reason: 'refused', provider: 'password', userId }])
    refused.length = 0
    await rest(host, 'POST', '/users', { body: { authData: acmeAuthData('refused') } })
    expect(refused).toMatchObject([{ reason: 'refused', provider: 'acme' }])
  })
})
