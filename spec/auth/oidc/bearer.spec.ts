/** A request with an Auth0 access token is one of that user, wherever it goes. */
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import type { Parse } from '../../support/sdk'
import { startTenant, type Tenant } from '../../support/tenant'

/** Keeps files in memory: there is none of Parse Server's own on PostgreSQL. */
const filesAdapter = {
  createFile: () => Promise.resolve({}),
  deleteFile: () => Promise.resolve(),
  getFileData: () => Promise.resolve(Buffer.from('')),
  getFileLocation: (_config: unknown, name: string) => `http://127.0.0.1/${name}`,
}

interface Seen {
  user: string | undefined
  headers: Record<string, unknown>
}

describeWithDatabase('an Auth0 access token', (database) => {
  let tenant: Tenant
  let host: Host
  let seen: Seen[]
  let annId: string

  const cloud = (Server: typeof Parse) =>
    Server.Cloud.beforeSave('Note', ({ user, headers }) => {
      seen.push({ user: user?.id, headers: headers })
    })

  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({
      database: database(),
      auth0: tenant.options,
      parseServer: { cloud, filesAdapter, allowClientClassCreation: true },
    })
    annId = (await me()).body.objectId as string
  })
  beforeEach(() => {
    seen = []
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const ann = async () => bearer(await tenant.accessToken())
  const bob = async () => bearer(await tenant.accessToken({ sub: 'auth0|bob' }))
  const me = async () => rest(host, 'GET', '/users/me', await ann())

  test('creates the user at the first request, with the profile of /userinfo', async () => {
    tenant.users.set('auth0|new', { email: 'new@example.com', email_verified: true, name: 'New' })
    const request = bearer(await tenant.accessToken({ sub: 'auth0|new' }))
    const first = await rest(host, 'GET', '/users/me', request)
    expect(first).toMatchObject({ status: 200, body: { email: 'new@example.com', name: 'New' } })
    const second = await rest(host, 'GET', '/users/me', request)
    expect(second.body.objectId).toBe(first.body.objectId)
  })

  test('has a session whose token works by itself', async () => {
    const { sessionToken } = (await me()).body as { sessionToken: string }
    const answer = await rest(host, 'GET', '/users/me', { sessionToken })
    expect(answer).toMatchObject({ status: 200, body: { objectId: annId } })
    const query = '{ viewer { user { objectId } } }'
    const { body } = await graphql(host, query, { sessionToken })
    expect(body.data.viewer.user.objectId).toBe(annId)
  })

  test('opens a session that tells where it comes from, and ends when the token does', async () => {
    const exp = Math.floor(Date.now() / 1000) + 1234
    const { body } = await rest(host, 'GET', '/sessions/me', bearer(await tenant.accessToken({ exp })))
    expect(body).toMatchObject({
      createdWith: { action: 'login', authProvider: 'auth0' },
      expiresAt: { iso: new Date(exp * 1000).toISOString() },
    })
  })

  test('is known by GraphQL', async () => {
    const { body } = await graphql(host, '{ viewer { user { objectId } sessionToken } }', await ann())
    expect(body.data.viewer).toEqual({ user: { objectId: annId }, sessionToken: expect.any(String) })
  })

  test('reads and writes what the ACL lets the user, in each request of a batch too', async () => {
    const ACL = { [annId]: { read: true, write: true } }
    const note = await rest(host, 'POST', '/classes/Note', { ...(await ann()), body: { text: 'mine', ACL } })
    const path = `/classes/Note/${String(note.body.objectId)}`
    expect((await rest(host, 'GET', path, await ann())).status).toBe(200)
    expect((await rest(host, 'GET', path, await bob())).status).toBe(404)
    const requests = [{ method: 'PUT', path: `/parse${path}`, body: { text: 'changed' } }]
    const byBob = await rest(host, 'POST', '/batch', { ...(await bob()), body: { requests } })
    expect(byBob.body).toEqual([{ error: { code: 101, error: 'Object not found.' } }])
    const byAnn = await rest(host, 'POST', '/batch', { ...(await ann()), body: { requests } })
    expect(byAnn.body).toEqual([{ success: { updatedAt: expect.any(String) } }])
  })

  test('has the roles of the user', async () => {
    const users = {
      __op: 'AddRelation',
      objects: [{ __type: 'Pointer', className: '_User', objectId: annId }],
    }
    await rest(host, 'POST', '/roles', { master: true, body: { name: 'staff', ACL: {}, users } })
    const ACL = { 'role:staff': { read: true } }
    const note = await rest(host, 'POST', '/classes/Note', { master: true, body: { text: 'staff', ACL } })
    const path = `/classes/Note/${String(note.body.objectId)}`
    expect((await rest(host, 'GET', path, await ann())).status).toBe(200)
    expect((await rest(host, 'GET', path, await bob())).status).toBe(404)
  })

  test('uploads files, as only users may', async () => {
    const file = { rawBody: 'text', headers: { 'Content-Type': 'text/plain' } }
    expect((await rest(host, 'POST', '/files/a.txt', file)).body.code).toBe(130)
    const { headers } = await ann()
    const answer = await rest(host, 'POST', '/files/a.txt', {
      ...file,
      headers: { ...headers, ...file.headers },
    })
    expect(answer.status).toBe(201)
  })

  test('is seen as the user by triggers, which do not see the token', async () => {
    const token = await tenant.accessToken()
    await rest(host, 'POST', '/classes/Note', { ...bearer(token), body: { text: 'a' } })
    await graphql(
      host,
      'mutation { create: createNote(input: { fields: { text: "b" } }) { clientMutationId } }',
      bearer(token),
    )
    expect(seen.map(({ user }) => user)).toEqual([annId, annId])
    expect(JSON.stringify(seen)).not.toContain(token)
  })

  test('leaves the word to the master key', async () => {
    const note = await rest(host, 'POST', '/classes/Note', { master: true, body: { text: 'x', ACL: {} } })
    const path = `/classes/Note/${String(note.body.objectId)}`
    expect((await rest(host, 'GET', path, await ann())).status).toBe(404)
    expect((await rest(host, 'GET', path, { ...(await ann()), master: true })).status).toBe(200)
    const wrong = await rest(host, 'GET', path, { ...bearer('wrong'), master: true })
    expect(wrong.status).toBe(401)
  })

  test('is not looked at where a password is checked', async () => {
    await rest(host, 'POST', '/users', { body: { username: 'pat', password: 'correct-horse' } })
    const body = { username: 'pat', password: 'correct-horse' }
    const answer = await rest(host, 'POST', '/login', { ...bearer('wrong'), body })
    expect(answer).toMatchObject({ status: 200, body: { username: 'pat' } })
  })

  test('is looked at where a class or a function is called login', async () => {
    await rest(host, 'POST', '/classes/login', {
      master: true,
      body: { text: 'x', ACL: { [annId]: { read: true } } },
    })
    expect((await rest(host, 'GET', '/classes/login', await ann())).body.results).toHaveLength(1)
    expect((await rest(host, 'GET', '/classes/login', bearer('wrong'))).status).toBe(401)
  })
})
