/** What the read-only master key sees of sessions and identities: nothing with which it could write. */
import { randomUUID } from 'node:crypto'
import { acme, acmeAuthData } from '../support/acme'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'

const readOnlyMasterKey = 'spec-read-only-key'
const headers = { 'X-Parse-Master-Key': readOnlyMasterKey }

describeWithDatabase('the read-only master key', (database) => {
  let host: Host
  let user: Record<string, string>
  let sessionId: string
  const anonymousId = randomUUID()
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        auth: { acme },
        readOnlyMasterKey,
        accountLockout: { threshold: 1, duration: 5 },
      },
    })
    const authData = { ...acmeAuthData('ann'), anonymous: { id: anonymousId } }
    user = (await rest(host, 'POST', '/users', { body: { authData } })).body as Record<string, string>
    const { sessionToken } = user
    sessionId = (await rest(host, 'GET', '/sessions/me', { sessionToken: String(sessionToken) })).body
      .objectId as string
    const session = { __type: 'Pointer', className: '_Session', objectId: sessionId }
    const owner = { __type: 'Pointer', className: '_User', objectId: user.objectId }
    await rest(host, 'POST', '/classes/Device', { master: true, body: { session, owner } })
  })
  afterAll(() => host.close())

  const secretsIn = (body: unknown) => {
    const text = JSON.stringify(body)
    return [String(user.sessionToken), anonymousId, 'nna'].filter((secret) => text.includes(secret))
  }
  const get = (path: string, query = {}) => rest(host, 'GET', path, { headers, query })

  test.each([
    ['sessions', () => get('/sessions')],
    ['the class of sessions', () => get('/classes/_Session', { keys: 'sessionToken' })],
    ['one session', () => get(`/sessions/${sessionId}`)],
    ['a session with its user', () => get(`/classes/_Session/${sessionId}`, { include: 'user' })],
    ['sessions in other objects', () => get('/classes/Device', { include: 'session,session.user,owner' })],
    ['users', () => get('/users')],
    ['one user', () => get(`/users/${user.objectId}`)],
  ])('sees %s, and no secret', async (_what, ask) => {
    const { status, body } = await ask()
    expect(status).toBe(200)
    expect(JSON.stringify(body)).toMatch(/"objectId"/)
    expect(secretsIn(body)).toEqual([])
  })

  test('sees none in a batch, nor by GraphQL', async () => {
    const requests = ['sessions', 'users'].map((name) => ({ method: 'GET', path: `/parse/${name}` }))
    const batch = await rest(host, 'POST', '/batch', { headers, body: { requests } })
    expect(batch.body).toMatchObject([{ success: { results: [{}] } }, { success: { results: [{}] } }])
    expect(secretsIn(batch.body)).toEqual([])
    const query = `{
      sessions { edges { node { objectId sessionToken user { objectId authData } } } }
      session(id: "${sessionId}") { objectId sessionToken }
      users { edges { node { objectId authData } } }
    }`
    const { body } = await graphql(host, query, { headers })
    expect(body).toMatchObject({ data: { session: { objectId: sessionId, sessionToken: null } } })
    expect(secretsIn(body)).toEqual([])
  })

  test('sees which providers a user has', async () => {
    expect((await get(`/users/${user.objectId}`)).body).toMatchObject({
      authData: { acme: { id: 'ann' }, anonymous: {} },
    })
    const byId = await get('/users', { where: { 'authData.acme.id': 'ann' } })
    expect(byId.body).toMatchObject({ results: [{ objectId: user.objectId }] })
  })

  const ofSessions = { className: '_Session', where: { sessionToken: { $regex: '^r:' } } }
  test.each([
    ['a part of a token', '/sessions', { where: { sessionToken: { $regex: '^r:' } } }],
    ['one of two', '/sessions', { where: { $or: [{ sessionToken: { $gt: 'r:' } }, { objectId: 'x' }] } }],
    ['the place of a token', '/sessions', { order: '-sessionToken' }],
    ['a token of another object', '/classes/Device', { where: { session: { $inQuery: ofSessions } } }],
    ['an anonymous id', '/users', { where: { 'authData.anonymous.id': { $gt: '' } } }],
    ['a token of a provider', '/users', { where: { 'authData.acme.token': { $gt: '' } } }],
    ['an old token', '/users', { where: { _session_token: { $gt: '' } } }],
  ])('can’t look for %s: 119', async (_what, path, query) => {
    expect(await get(path, query)).toMatchObject({ status: 400, body: { code: 119 } })
  })

  test('sees how a query is done', async () => {
    const { status, body } = await get('/users', { explain: 'queryPlanner' })
    expect(status).toBe(200)
    expect(body).toHaveProperty('results')
  })

  test('and the master key sees all', async () => {
    const { body } = await rest(host, 'GET', '/sessions', { master: true, query: { include: 'user' } })
    expect(body).toMatchObject({
      results: [{ sessionToken: user.sessionToken, user: { authData: { anonymous: { id: anonymousId } } } }],
    })
  })

  test('writes nothing, and learns no password by that, nor locks an account', async () => {
    const account = { username: 'cid', password: 'correct-horse' }
    const cid = (await rest(host, 'POST', '/users', { body: account })).body as Record<string, string>
    const path = `/users/${cid.objectId}`
    const refused = { status: 400, body: { code: 119, error: 'Permission denied' } }
    for (const currentPassword of ['a guess', 'another', 'correct-horse'])
      expect(await rest(host, 'PUT', path, { headers, body: { currentPassword } })).toMatchObject(refused)
    expect(await rest(host, 'DELETE', path, { headers })).toMatchObject(refused)
    expect(await rest(host, 'POST', '/users', { headers, body: account })).toMatchObject(refused)
    expect((await rest(host, 'POST', '/login', { headers, body: account })).status).toBe(200)
  })

  test('writes nothing after a log-in in the same request of GraphQL, and sees no more', async () => {
    const input = { username: 'bob', password: 'correct-horse' }
    const bob = (await rest(host, 'POST', '/users', { body: input })).body as Record<string, string>
    const friend = { __type: 'Pointer', className: '_User', objectId: user.objectId }
    await rest(host, 'PUT', `/users/${bob.objectId}`, { master: true, body: { friend } })
    const mutation = `mutation ($id: ID!, $input: LogInInput!) {
      logIn(input: $input) { viewer { user { username friend { authData } } } }
      updateUser(input: { id: $id, fields: { password: "taken-over-1" } }) { user { id } }
    }`
    const { body } = await graphql(host, mutation, { headers, variables: { id: user.objectId, input } })
    expect(body).toMatchObject({
      data: { logIn: { viewer: { user: { username: 'bob' } } }, updateUser: null },
      errors: [{ path: ['updateUser'], extensions: { code: 119 } }],
    })
    expect(secretsIn(body)).toEqual([])
  })
})
