/** accounts.sessions: who is logged in where, and an end to it that bites at once. */
import { WebSocket } from 'ws'
import { createAccounts } from '../../../index'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type LiveSocket, openLive } from '../../support/live-query'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1000) - seconds

describeWithDatabase('accounts.sessions', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({
      database: database(),
      auth0: tenant.options,
      parseServer: { liveQuery: { classNames: ['_User'] } },
    })
    await host.accounts.attach(host.server)
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const sessions = () => host.accounts.sessions
  const logIn = async (id_token: string) => {
    const { status, body } = await rest(host, 'POST', '/users', {
      body: { authData: { auth0: { id_token } } },
    })
    return { status, ...(body as { code: number; objectId: string; sessionToken: string }) }
  }
  /** Issued a minute ago, as everything is that a revocation refuses. */
  const tokenOf = (name: string, claims: object = {}) =>
    tenant.idToken({ sub: `auth0|${name}`, email: `${name}@example.com`, iat: secondsAgo(60), ...claims })
  const accessTokenOf = (name: string) => tenant.accessToken({ sub: `auth0|${name}`, iat: secondsAgo(60) })
  const me = (sessionToken: string) => rest(host, 'GET', '/users/me', { sessionToken })

  async function openSocket(sessionToken: string): Promise<LiveSocket> {
    const live = await openLive(host)
    expect((await live.connect({ sessionToken })).op).toBe('connected')
    return live
  }

  test('lists the open ones of a user, newest first, without their tokens', async () => {
    const { objectId, sessionToken } = await logIn(await tokenOf('lists', { sid: 'first' }))
    await logIn(await tokenOf('lists', { sid: 'second' }))
    await rest(host, 'GET', '/users/me', bearer(await accessTokenOf('lists')))
    await logIn(await tokenOf('other'))
    const listed = await sessions().list(objectId)
    expect(listed.map(({ sid }) => sid)).toEqual([undefined, 'second', 'first'])
    expect(listed[2]).toEqual({
      id: expect.any(String),
      userId: objectId,
      createdAt: expect.any(Date),
      expiresAt: expect.any(Date),
      lastUsedAt: expect.any(Date),
      device: undefined,
      address: '127.0.0.1',
      provider: 'auth0',
      sid: 'first',
      installationId: undefined,
    })
    expect(Number(listed[2]?.createdAt)).toBeGreaterThan(Date.now() - 60_000)
    expect(JSON.stringify(listed)).not.toContain(sessionToken)
  })

  test('tells of password sessions, of their device, and of none that has expired', async () => {
    const body = { username: 'pat', password: 'correct-horse' }
    const headers = { 'X-Parse-Installation-Id': 'phone' }
    const { objectId } = (await rest(host, 'POST', '/users', { body, headers })).body
    const { sessionToken } = (await rest(host, 'POST', '/login', { body })).body
    expect(await sessions().list(String(objectId))).toMatchObject([
      { provider: 'password', installationId: undefined },
      { provider: 'password', installationId: 'phone' },
    ])
    const { objectId: id } = (await rest(host, 'GET', '/sessions/me', { sessionToken })).body
    const expiresAt = { __type: 'Date', iso: new Date(0).toISOString() }
    await rest(host, 'PUT', `/sessions/${String(id)}`, { master: true, body: { expiresAt } })
    expect(await sessions().list(String(objectId))).toHaveLength(1)
    expect(await sessions().revoke(String(objectId))).toBe(1)
  })

  test('revokes all of a user at once, and tokens from before', async () => {
    const before = await tokenOf('leaves')
    const accessToken = await accessTokenOf('leaves')
    const { objectId, sessionToken } = await logIn(before)
    const other = await logIn(await tokenOf('stays'))
    await rest(host, 'GET', '/users/me', bearer(accessToken))
    expect((await me(sessionToken)).status).toBe(200)

    expect(await sessions().revoke(objectId)).toBe(2)
    expect((await me(sessionToken)).body.code).toBe(209)
    expect((await graphql(host, '{ viewer { sessionToken } }', { sessionToken })).body.code).toBe(209)
    expect((await rest(host, 'GET', '/users/me', bearer(accessToken))).status).toBe(401)
    expect((await graphql(host, '{ health }', bearer(await accessTokenOf('leaves')))).status).toBe(401)
    expect(await logIn(before)).toMatchObject({ status: 404, code: 101 })
    expect((await me(other.sessionToken)).status).toBe(200)
    expect(await sessions().list(objectId)).toEqual([])

    const after = await tokenOf('leaves', { iat: secondsAgo(0) })
    expect(await logIn(after)).toMatchObject({ status: 200, objectId })
  })

  test('revokes one session, and lets the user log in again', async () => {
    const idToken = await tokenOf('two')
    const [one, two] = [await logIn(idToken), await logIn(idToken)]
    const [newest] = await sessions().list(one.objectId)
    expect(await sessions().revoke(String(newest?.id))).toBe(1)
    expect((await me(two.sessionToken)).body.code).toBe(209)
    expect((await me(one.sessionToken)).status).toBe(200)
    expect((await logIn(idToken)).status).toBe(200)
  })

  test('revokes the session of an access token, which opens no other one', async () => {
    const accessToken = await accessTokenOf('one')
    const { objectId } = (await rest(host, 'GET', '/users/me', bearer(accessToken))).body
    const [session] = await sessions().list(String(objectId))
    expect(await sessions().revoke(String(session?.id))).toBe(1)
    expect((await rest(host, 'GET', '/users/me', bearer(accessToken))).status).toBe(401)
  })

  test.each(['plain', `it's "quoted"`, '$ne.a$b', 'a.b.c', 'x'.repeat(300)])(
    'revokes all of an Auth0 session, whatever its sid: %s',
    async (sid) => {
      const idToken = await tokenOf('by-sid', { sid })
      const { sessionToken } = await logIn(idToken)
      const other = await logIn(await tokenOf('by-sid', { sid: `${sid}-` }))
      expect(await sessions().revoke({ sid })).toBe(1)
      expect((await me(sessionToken)).body.code).toBe(209)
      expect((await me(other.sessionToken)).status).toBe(200)
      expect(await logIn(idToken)).toMatchObject({ status: 404, code: 101 })
    },
  )

  test('closes the LiveQuery sockets of the sessions that it ends, and no others', async () => {
    const [leaves, stays] = [await logIn(await tokenOf('live')), await logIn(await tokenOf('live-too'))]
    const [closing, open] = [await openSocket(leaves.sessionToken), await openSocket(stays.sessionToken)]
    await sessions().revoke(leaves.objectId)
    await closing.closed
    expect(open.socket.readyState).toBe(WebSocket.OPEN)
    await open.end()
  })

  test('has nothing to end for ids that nobody has', async () => {
    for (const target of ['nobody', { sid: 'nowhere' }]) expect(await sessions().revoke(target)).toBe(0)
    expect(await sessions().list('nobody')).toEqual([])
  })

  test.each([undefined, null, '', 7, {}, { sid: '' }, { sid: { $ne: 'x' } }, ['x']])(
    'refuses %j as a target',
    async (target) => {
      await expect(sessions().revoke(target as never)).rejects.toThrow(TypeError)
      if (typeof target !== 'object' || target === null)
        await expect(sessions().list(target as never)).rejects.toThrow(TypeError)
    },
  )

  test('relies on createdWith, which no client can write', async () => {
    const { sessionToken } = await logIn(await tokenOf('forges', { sid: 'true' }))
    const { objectId } = (await rest(host, 'GET', '/sessions/me', { sessionToken })).body
    const createdWith = { action: 'login', authProvider: 'auth0', sid: 'forged' }
    for (const body of [{ createdWith }, { 'createdWith.sid': 'forged' }]) {
      await rest(host, 'PUT', `/sessions/${String(objectId)}`, { sessionToken, body })
      await rest(host, 'POST', '/sessions', { sessionToken, body })
    }
    expect(await sessions().revoke({ sid: 'forged' })).toBe(0)
    // The session, and the one that it has opened.
    expect(await sessions().revoke({ sid: 'true' })).toBe(2)
  })

  test('is there between mount() and close()', async () => {
    const { accounts } = host
    await host.close()
    const early = createAccounts({
      parseServer: {
        appId: 'a',
        masterKey: 'b',
        publicServerURL: 'http://localhost/parse',
        databaseURI: database().uri,
      },
    })
    await expect(early.sessions.list('x')).rejects.toMatchObject({ code: 'ERR_NOT_MOUNTED' })
    await expect(early.sessions.revoke('x')).rejects.toMatchObject({ code: 'ERR_NOT_MOUNTED' })
    await expect(accounts.sessions.list('x')).rejects.toMatchObject({ code: 'ERR_CLOSED' })
    await expect(accounts.sessions.revoke('x')).rejects.toMatchObject({ code: 'ERR_CLOSED' })
  })
})
