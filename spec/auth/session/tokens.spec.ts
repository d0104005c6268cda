/** A session is shown its own token, and none of the other sessions of its user. */
import { signUp } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { connectSdk, Parse } from '../../support/sdk'

interface SessionRow {
  objectId: string
  sessionToken?: string
  user?: object
}

const listQuery = '{ sessions { count edges { node { objectId sessionToken } } } }'

describeWithDatabase('session tokens', (database) => {
  let host: Host
  let own: string
  let other: string
  let ownId: string
  let otherId: string
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        allowClientClassCreation: true,
        // Of the fields that several groups may not read, only those stay hidden that all of them may not.
        protectedFields: { _Session: { '*': ['restricted'], authenticated: [] } },
      },
    })
    const user = await signUp(host, 'ann@example.com')
    own = user.sessionToken
    other = String((await rest(host, 'POST', '/login', { body: user })).body.sessionToken)
    ownId = await idOf(own)
    otherId = await idOf(other)
  })
  afterAll(() => host.close())

  const as = (sessionToken: string) => ({ sessionToken })
  const idOf = async (sessionToken: string) =>
    String((await rest(host, 'GET', '/sessions/me', { sessionToken })).body.objectId)
  const list = async (query: object = {}, path = '/sessions') => {
    const { status, body } = await rest(host, 'GET', path, { sessionToken: own, query: { ...query } })
    return { status, code: body.code as number, rows: (body.results ?? []) as SessionRow[] }
  }
  const shown = (rows: SessionRow[]) =>
    Object.fromEntries(rows.map(({ objectId, sessionToken }) => [objectId, sessionToken]))

  test.each(['/sessions', '/classes/_Session'])(
    'GET %s shows that of the session which asks',
    async (path) => {
      const { rows } = await list({}, path)
      expect(shown(rows)).toEqual({ [ownId]: own, [otherId]: undefined })
    },
  )

  test('GET /sessions/:id shows it, or has none', async () => {
    const get = async (id: string) => (await rest(host, 'GET', `/sessions/${id}`, as(own))).body as SessionRow
    expect(await get(ownId)).toMatchObject({ sessionToken: own })
    const row = await get(otherId)
    expect(row).toMatchObject({ objectId: otherId, createdWith: { action: 'login' } })
    expect(row).not.toHaveProperty('sessionToken')
  })

  test('GET /sessions/me shows it', async () => {
    for (const token of [own, other])
      expect((await rest(host, 'GET', '/sessions/me', as(token))).body.sessionToken).toBe(token)
  })

  test('GET /sessions/me refuses a session that has expired', async () => {
    const { body } = await rest(host, 'POST', '/sessions', { ...as(own), body: {} })
    const expiresAt = { __type: 'Date', iso: new Date(0).toISOString() }
    await rest(host, 'PUT', `/sessions/${String(body.objectId)}`, { master: true, body: { expiresAt } })
    const answer = await rest(host, 'GET', '/sessions/me', as(String(body.sessionToken)))
    expect(answer).toMatchObject({ status: 400, body: { code: 209 } })
    await rest(host, 'DELETE', `/sessions/${String(body.objectId)}`, { master: true })
  })

  test('keys and excludeKeys are kept to', async () => {
    expect((await list({ keys: 'user' })).rows.some((row) => 'sessionToken' in row)).toBe(false)
    expect((await list({ excludeKeys: 'sessionToken' })).rows.some((row) => 'sessionToken' in row)).toBe(
      false,
    )
    expect(shown((await list({ keys: 'sessionToken' })).rows)).toEqual({ [ownId]: own, [otherId]: undefined })
  })

  test('/batch shows no other', async () => {
    const requests = [
      { method: 'GET', path: '/parse/sessions' },
      { method: 'GET', path: `/parse/sessions/${otherId}` },
    ]
    const { body } = await rest(host, 'POST', '/batch', { ...as(own), body: { requests } })
    expect(JSON.stringify(body)).toContain(own)
    expect(JSON.stringify(body)).not.toContain(other)
  })

  test('GraphQL shows no other', async () => {
    const { body } = await graphql(host, listQuery, as(own))
    const { edges } = (body as { data: { sessions: { edges: { node: SessionRow }[] } } }).data.sessions
    const nodes = edges.map(({ node }) => node)
    expect(nodes).toHaveLength(2)
    expect(shown(nodes)).toEqual({ [ownId]: own, [otherId]: null })
    const one = 'query ($id: ID!) { session(id: $id) { objectId sessionToken } }'
    const get = async (id: string) =>
      (await graphql(host, one, { ...as(own), variables: { id } })).body as unknown
    expect(await get(ownId)).toMatchObject({ data: { session: { sessionToken: own } } })
    expect(await get(otherId)).toEqual({ data: { session: { objectId: otherId, sessionToken: null } } })
  })

  test('the master key sees all', async () => {
    const { body } = await rest(host, 'GET', '/sessions', { master: true })
    expect(shown(body.results as SessionRow[])).toEqual({ [ownId]: own, [otherId]: other })
    const answer = await graphql(host, listQuery, { master: true })
    for (const token of [own, other]) expect(JSON.stringify(answer.body)).toContain(token)
  })

  test('a session is found by its whole token', async () => {
    const { rows } = await list({ where: { sessionToken: own } })
    expect(shown(rows)).toEqual({ [ownId]: own })
    const found = await list({ where: { sessionToken: other } })
    expect(found.rows).toHaveLength(1)
    expect((await list({ where: { sessionToken: 'r:nobody' } })).rows).toEqual([])
    expect((await list({ where: { sessionToken: own, objectId: otherId } })).rows).toEqual([])
    const stranger = await signUp(host, 'bob@example.com')
    expect((await list({ where: { sessionToken: stranger.sessionToken } })).rows).toEqual([])
    await rest(host, 'POST', '/logout', { sessionToken: stranger.sessionToken, body: {} })
  })

  const half = () => other.slice(0, 8)
  test.each<[string, () => object]>([
    ['a pattern', () => ({ where: { sessionToken: { $regex: `^${half()}` } } })],
    ['its order', () => ({ where: { sessionToken: { $gt: half() } } })],
    ['a list', () => ({ where: { sessionToken: { $in: [other] } } })],
    ['its absence', () => ({ where: { sessionToken: { $ne: own } } })],
    ['part of a condition', () => ({ where: { $or: [{ sessionToken: { $regex: half() } }] } })],
    ['a count', () => ({ where: { sessionToken: { $regex: half() } }, count: 1, limit: 0 })],
    ['an order', () => ({ order: 'sessionToken' })],
    ['an order backwards', () => ({ order: '-sessionToken' })],
    ['the name in the database', () => ({ where: { _session_token: { $regex: half() } } })],
    ['an order by the name in the database', () => ({ order: '_session_token' })],
  ])('nothing is learned of it by %s', async (_name, query) => {
    const { status, rows } = await list(query())
    expect(rows).toEqual([])
    expect(status).toBeGreaterThanOrEqual(400)
  })

  test('nothing is learned of it by other classes', async () => {
    await rest(host, 'POST', '/classes/Note', { ...as(own), body: { text: other } })
    const session = { __type: 'Pointer', className: '_Session', objectId: otherId }
    await rest(host, 'POST', '/classes/Note', { ...as(own), body: { session } })
    const inQuery = { className: '_Session', where: { sessionToken: { $regex: half() } } }
    const select = { query: { className: '_Session', where: {} }, key: 'sessionToken' }
    for (const [query, forbidden] of [
      [{ where: { session: { $inQuery: inQuery } } }, otherId],
      [{ where: { text: { $select: select } } }, 'text'],
      [{ include: 'session', keys: 'session', redirectClassNameForKey: 'session' }, other],
      [{ include: 'session', where: { session: { $exists: true } } }, other],
    ] as const)
      expect(JSON.stringify((await list({ ...query }, '/classes/Note')).rows)).not.toContain(forbidden)
  })

  test('a new one is answered where it is made', async () => {
    const { status, body } = await rest(host, 'POST', '/sessions', { ...as(own), body: {} })
    expect(status).toBe(201)
    expect(body.sessionToken).toMatch(/^r:/)
    expect((await list()).rows.filter(({ sessionToken }) => sessionToken)).toHaveLength(1)
    await rest(host, 'DELETE', `/sessions/${String(body.objectId)}`, as(own))
  })

  test('the SDK knows its current session, and ends others', async () => {
    connectSdk(host)
    await Parse.User.become(own)
    const current = await Parse.Session.current()
    expect([current.id, current.getSessionToken()]).toEqual([ownId, own])
    const all = await new Parse.Query(Parse.Session).find()
    expect(all.map((each) => each.getSessionToken()).filter(Boolean)).toEqual([own])
    await all.find(({ id }) => id === otherId)?.destroy()
    expect((await rest(host, 'GET', '/sessions', as(other))).body.code).toBe(209)
    await Parse.User.logOut()
  })
})
