/** Triggers around users: ours, and any number of the host's, in a stated order, whenever they are registered. */
import type { TriggerRequest } from '../../../src/parse/internals'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { Parse } from '../../support/sdk'

type Handler = (request: TriggerRequest & { object: Parse.User }) => unknown
type Cloud = Record<string, (...args: unknown[]) => void>

const calls: string[] = []
const note =
  (name: string): Handler =>
  () =>
    void calls.push(name)

const fail = (name: string, thrown: unknown): Handler =>
  function () {
    calls.push(name)
    throw thrown
  }

/** What specs put in place of the first of the host's. */
let first: Handler = () => undefined

function cloud(parse: unknown): void {
  const { Cloud } = parse as { Cloud: Cloud }
  for (const type of ['beforeLogin', 'afterLogin', 'afterLogout']) {
    Cloud[type]?.((request: TriggerRequest & { object: Parse.User }) => {
      calls.push(`${type} 1`)
      return first(request)
    })
    Cloud[type]?.(note(`${type} 2`))
  }
  Cloud.beforeSave?.('_User', ({ object }: { object: Parse.User }) => {
    calls.push('beforeSave 1')
    object.set('trail', [...((object.get('trail') as string[] | undefined) ?? []), 'first'])
  })
  Cloud.beforeSave?.('_User', ({ object }: { object: Parse.User }) => {
    calls.push('beforeSave 2')
    object.set('trail', [...((object.get('trail') as string[] | undefined) ?? []), 'second'])
  })
  Cloud.afterSave?.('_User', note('afterSave 1'))
  Cloud.afterSave?.('_User', note('afterSave 2'))
  Cloud.beforeDelete?.('_User', note('beforeDelete 1'))
  Cloud.beforeDelete?.('_User', note('beforeDelete 2'), { requireMaster: true })
}

/** That of the server: an error of another copy is a plain error to it. */
const serverParse = () =>
  (globalThis as unknown as { Parse: { Cloud: Cloud; Error: typeof Parse.Error } }).Parse

const password = 'p_n7!-e8'

describeWithDatabase('triggers of the host', (database) => {
  let host: Host
  const events: unknown[] = []
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: { cloud },
      configure: (accounts) => accounts.on('login', (event) => events.push(event)),
    })
  })
  afterAll(() => host.close())
  beforeEach(() => {
    calls.length = 0
    events.length = 0
    first = () => undefined
  })

  let count = 0
  async function signUp() {
    const username = `user${++count}`
    const { body } = await rest(host, 'POST', '/users', { body: { username, password } })
    calls.length = 0
    events.length = 0
    return { username, objectId: body.objectId as string, sessionToken: body.sessionToken as string }
  }
  const logIn = (username: string) => rest(host, 'POST', '/login', { body: { username, password } })

  test('are all kept, and run in the order of their registration', async () => {
    const { username, sessionToken } = await signUp()
    expect((await logIn(username)).status).toBe(200)
    expect(calls).toEqual(['beforeLogin 1', 'beforeLogin 2', 'afterLogin 1', 'afterLogin 2'])
    calls.length = 0
    await rest(host, 'POST', '/logout', { sessionToken })
    expect(calls).toEqual(['afterLogout 1', 'afterLogout 2'])
  })

  test('run for log-ins by GraphQL too', async () => {
    const { username } = await signUp()
    const query = `mutation { logIn(input: { username: "${username}", password: "${password}" }) { viewer { sessionToken } } }`
    await graphql(host, query)
    expect(calls.filter((call) => call.includes('Login'))).toEqual([
      ...['beforeLogin 1', 'beforeLogin 2', 'afterLogin 1', 'afterLogin 2'],
    ])
    expect(events).toHaveLength(1)
  })

  test('see what those before them have made of a user', async () => {
    const { body } = await rest(host, 'POST', '/users', { body: { username: 'trailing', password } })
    expect(calls).toEqual(['beforeSave 1', 'beforeSave 2', 'afterSave 1', 'afterSave 2'])
    const stored = await rest(host, 'GET', `/users/${String(body.objectId)}`, { master: true })
    expect(stored.body.trail).toEqual(['first', 'second'])
  })

  test.each([
    ['a Parse error', () => new (serverParse().Error)(101, 'closed'), { code: 101, error: 'closed' }],
    ['an error', () => new Error('closed'), { code: 141, error: 'closed' }],
    ['a text', () => 'closed', { code: 141, error: 'closed' }],
    ['nothing', () => undefined, { code: 141, error: 'Script failed. Unknown error.' }],
    ['an object', () => ({ why: 'closed' }), { code: 141, error: { why: 'closed' } }],
    ['a Parse error of another copy', () => new Parse.Error(101, 'closed'), { code: 101, error: 'closed' }],
  ])('a beforeLogin that throws %s refuses the log-in, and no other runs', async (_what, make, refusal) => {
    const { username } = await signUp()
    first = fail('thrown', make())
    expect((await logIn(username)).body).toMatchObject(refusal)
    expect(calls).toEqual(['beforeLogin 1', 'thrown'])
    expect(events).toEqual([])
  })

  test.each([
    ['an error', new Error('broken')],
    ['a Parse error', new Parse.Error(101, 'broken')],
    ['a text', 'broken'],
    ['nothing', undefined],
  ])('an afterLogin that throws %s changes nothing of the log-in', async (_what, thrown) => {
    const { username } = await signUp()
    first = ({ object }) => {
      if (calls.at(-1) === 'afterLogin 1') fail('thrown', thrown)({ object } as never)
    }
    const { status, body } = await logIn(username)
    expect(status).toBe(200)
    expect(calls).toEqual(['beforeLogin 1', 'beforeLogin 2', 'afterLogin 1', 'thrown', 'afterLogin 2'])
    expect((await rest(host, 'GET', '/users/me', { sessionToken: body.sessionToken })).status).toBe(200)
    expect(events).toHaveLength(1)
  })

  test('have each a validator of their own, of which one may skip its trigger', async () => {
    const { objectId, sessionToken } = await signUp()
    const refused = await rest(host, 'DELETE', `/users/${objectId}`, { sessionToken })
    expect(refused.status).toBe(400)
    expect(calls).toEqual(['beforeDelete 1'])
    calls.length = 0
    expect((await rest(host, 'DELETE', `/users/${objectId}`, { master: true })).status).toBe(200)
    expect(calls).toEqual(['beforeDelete 1', 'beforeDelete 2'])
  })

  test('count also when they are registered after mount()', async () => {
    const { username } = await signUp()
    const { Cloud } = serverParse()
    Cloud.beforeLogin?.(note('beforeLogin, late'))
    await logIn(username)
    expect(calls).toEqual([
      ...['beforeLogin 1', 'beforeLogin 2', 'beforeLogin, late', 'afterLogin 1', 'afterLogin 2'],
    ])
  })

  test('a webhook takes the place of the one before it, and leaves all others when it is removed', async () => {
    const url = 'http://127.0.0.1:9/'
    const hook = { className: '_User', triggerName: 'afterDelete', url }
    expect((await rest(host, 'POST', '/hooks/triggers', { master: true, body: hook })).status).toBe(200)
    const path = '/hooks/triggers/_User/afterDelete'
    const body = { url: 'http://127.0.0.1:19/' }
    expect((await rest(host, 'PUT', path, { master: true, body })).status).toBe(200)
    await rest(host, 'PUT', path, { master: true, body: { __op: 'Delete' } })
    const { objectId } = await signUp()
    expect((await rest(host, 'DELETE', `/users/${objectId}`, { master: true })).status).toBe(200)
    expect(calls).toEqual(['beforeDelete 1', 'beforeDelete 2'])
  })

  test('keep their own validators when a webhook between them goes', async () => {
    const { Cloud } = serverParse()
    const url = 'http://127.0.0.1:9/'
    const hook = { className: '_User', triggerName: 'beforeDelete', url }
    await rest(host, 'POST', '/hooks/triggers', { master: true, body: hook })
    Cloud.beforeDelete?.('_User', note('beforeDelete, strict'), { requireMaster: true })
    const path = '/hooks/triggers/_User/beforeDelete'
    await rest(host, 'PUT', path, { master: true, body: { __op: 'Delete' } })
    Cloud.beforeDelete?.('_User', note('beforeDelete, skipped'), { skipWithMasterKey: true })
    const { objectId } = await signUp()
    expect((await rest(host, 'DELETE', `/users/${objectId}`, { master: true })).status).toBe(200)
    expect(calls).toEqual(['beforeDelete 1', 'beforeDelete 2', 'beforeDelete, strict'])
  })
})
