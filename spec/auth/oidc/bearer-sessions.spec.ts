/** The Parse session behind an access token: how many there are, and when they end. */
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { rowsOf } from '../../support/session-rows'
import { startTenant, type Tenant } from '../../support/tenant'

const refused = { status: 401, body: { code: 101 } }
const secondsFromNow = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

interface User {
  objectId: string
  sessionToken: string
}

describeWithDatabase('the session of an access token', (database) => {
  let tenant: Tenant
  let host: Host | undefined
  beforeAll(async () => {
    tenant = await startTenant()
  })
  afterEach(() => host?.close())
  afterAll(() => tenant.close())

  const start = async (
    parseServer: HostOptions['parseServer'] = {},
    auth0: Partial<HostOptions['auth0']> = {},
  ) => {
    host = await startHost({ database: database(), auth0: { ...tenant.options, ...auth0 }, parseServer })
    return host
  }
  const me = (at: Host, token: string) => rest(at, 'GET', '/users/me', bearer(token))
  const tokenFor = (name: string, claims: object = {}) =>
    tenant.accessToken({ sub: `auth0|${name}`, ...claims })

  test('is opened once by 50 first requests at the same time', async () => {
    const at = await start()
    const token = await tokenFor('same')
    const answers = await Promise.all(Array.from({ length: 50 }, () => me(at, token)))
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
    expect(new Set(answers.map(({ body }) => body.objectId as string)).size).toBe(1)
    expect(await at.accounts.sessions.list(String(answers[0]?.body.objectId))).toHaveLength(1)
  })

  test('is one of the same user for 50 different tokens at the same time', async () => {
    const at = await start()
    const tokens = await Promise.all(
      Array.from({ length: 50 }, (_, i) => tokenFor('many', { scope: `${i}` })),
    )
    const answers = await Promise.all(tokens.map((token) => me(at, token)))
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
    expect(new Set(answers.map(({ body }) => body.objectId as string)).size).toBe(1)
    expect(await at.accounts.sessions.list(String(answers[0]?.body.objectId))).toHaveLength(50)
  })

  test.each(['REST', 'GraphQL'])(
    'ends by log-out (%s), on other nodes too, and the token with it',
    async (by) => {
      const first = await start()
      const token = await tokenFor(`log-out-${by}`)
      const { body } = await me(first, token)
      if (by === 'REST') await rest(first, 'POST', '/logout', { ...bearer(token), body: {} })
      else await graphql(first, 'mutation { logOut(input: {}) { ok } }', bearer(token))
      expect(await me(first, token)).toMatchObject(refused)
      expect(await graphql(first, '{ health }', bearer(token))).toMatchObject(refused)
      const { sessionToken } = body as { sessionToken: string }
      expect((await rest(first, 'GET', '/users/me', { sessionToken })).body.code).toBe(209)
      await first.close()

      const second = await start()
      expect(await me(second, token)).toMatchObject(refused)
      expect((await me(second, await tokenFor(`log-out-${by}`, { scope: 'new' }))).status).toBe(200)
    },
  )

  test('takes with it, when it is logged out, what its token could do as authData, and no other token', async () => {
    const at = await start()
    const [token, other] = [await tokenFor('as-auth-data'), await tokenFor('as-auth-data', { scope: 'o' })]
    const member = { username: 'links-a-token', password: 'correct-horse' }
    const { body } = await rest(at, 'POST', '/users', { body: member })
    await me(at, token)
    await rest(at, 'POST', '/logout', { ...bearer(token), body: {} })

    const request = (access_token: string) => ({ body: { authData: { auth0: { access_token } } } })
    const { sessionToken, objectId } = body as { sessionToken: string; objectId: string }
    const link = await rest(at, 'PUT', `/users/${objectId}`, { sessionToken, ...request(token) })
    expect([(await rest(at, 'POST', '/users', request(token))).body.code, link.body.code]).toEqual([101, 101])
    expect((await me(at, other)).status).toBe(200)
    expect((await rest(at, 'POST', '/users', request(other))).status).toBe(200)
  })

  test('ends by log-out on every node, also when each of two has opened one', async () => {
    const at = await start()
    const token = await tokenFor('twice')
    const { objectId } = (await me(at, token)).body as { objectId: string }
    const { body } = await rest(at, 'GET', '/sessions/me', bearer(token))
    const { sessionToken, user, createdWith, expiresAt } = body as Record<string, unknown>
    // As another node would have.
    await rest(at, 'POST', '/sessions', {
      master: true,
      body: { sessionToken, user, createdWith, expiresAt },
    })
    expect(await at.accounts.sessions.list(objectId)).toHaveLength(2)
    await rest(at, 'POST', '/logout', { ...bearer(token), body: {} })
    expect(await me(at, token)).toMatchObject(refused)
  })

  test('opens anew when a password change has ended it, for the token is a credential of its own', async () => {
    const at = await start()
    const token = await tokenFor('changes-password')
    const { objectId, sessionToken } = (await me(at, token)).body as {
      objectId: string
      sessionToken: string
    }
    await rest(at, 'PUT', `/users/${objectId}`, { master: true, body: { password: 'battery-staple' } })
    expect((await rest(at, 'GET', '/users/me', { sessionToken })).body.code).toBe(209)
    expect((await me(at, token)).body.objectId).toBe(objectId)
  })

  test.each<[string, (at: Host, user: { objectId: string; sessionToken: string }) => Promise<unknown>]>([
    ['is deleted', (at, { objectId }) => rest(at, 'DELETE', `/users/${objectId}`, { master: true })],
    [
      'is disabled',
      (at, { objectId }) => rest(at, 'PUT', `/users/${objectId}`, { master: true, body: { ACL: {} } }),
    ],
    [
      'has ended it by hand',
      async (at, { sessionToken }) => {
        const { objectId } = (await rest(at, 'GET', '/sessions/me', { sessionToken })).body
        await rest(at, 'DELETE', `/sessions/${String(objectId)}`, { sessionToken })
      },
    ],
  ])('ends with its token when the user %s', async (name, end) => {
    const at = await start()
    const token = await tokenFor(name.replaceAll(' ', '-'))
    await end(at, (await me(at, token)).body as { objectId: string; sessionToken: string })
    expect((await rest(at, 'GET', '/sessions', bearer(token))).status).toBe(401)
  })

  test('is not opened within the clock tolerance, when the token is over', async () => {
    const at = await start()
    const token = await tokenFor('late', { iat: secondsFromNow(-60), exp: secondsFromNow(-1) })
    expect(await me(at, token)).toMatchObject(refused)
  })

  test('ends when its token has got too old, and is not opened within the clock tolerance', async () => {
    const at = await start({}, { maxTokenAgeSeconds: 600 })
    const iat = secondsFromNow(-60)
    const { sessionToken } = (await me(at, await tokenFor('ages', { iat }))).body as { sessionToken: string }
    const { expiresAt } = (await rest(at, 'GET', '/sessions/me', { sessionToken })).body
    expect(expiresAt.iso).toBe(new Date((iat + 600) * 1000).toISOString())
    expect(await me(at, await tokenFor('aged', { iat: secondsFromNow(-603) }))).toMatchObject(refused)
  })

  test('is opened for a token that expires in the last second of all, and for none after it', async () => {
    const at = await start()
    const lastSecond = 8.64e12
    expect((await me(at, await tokenFor('forever', { exp: lastSecond }))).status).toBe(200)
    expect(await me(at, await tokenFor('forever', { exp: lastSecond + 1 }))).toMatchObject(refused)
  })

  test('is no longer than sessions are, counted from its token, which opens none after that', async () => {
    const at = await start({ sessionLength: 600 })
    const iat = secondsFromNow(-60)
    const { sessionToken } = (await me(at, await tokenFor('short', { iat }))).body as { sessionToken: string }
    const { expiresAt } = (await rest(at, 'GET', '/sessions/me', { sessionToken })).body
    expect(expiresAt.iso).toBe(new Date((iat + 600) * 1000).toISOString())
    expect(await me(at, await tokenFor('shorter', { iat: secondsFromNow(-603) }))).toMatchObject(refused)
  })

  test('is not extended by its use, as others are', async () => {
    const at = await start({ extendSessionOnUse: true, sessionLength: 6 })
    const iat = secondsFromNow(0)
    const { objectId, sessionToken } = (await me(at, await tokenFor('extends', { iat }))).body as User
    const body = { username: 'extends', password: 'correct-horse' }
    const other = (await rest(at, 'POST', '/users', { body })).body as User
    const expiryOf = async (user: { objectId: string }) =>
      (await rowsOf(at, user.objectId))[0]?.expiresAt?.iso
    const before = await expiryOf(other)

    // Both are due when half of their length is over, which is before the answer to a request.
    while ((await expiryOf(other)) === before)
      for (const each of [sessionToken, other.sessionToken])
        await rest(at, 'GET', '/users/me', { sessionToken: each })
    expect(await expiryOf({ objectId })).toBe(new Date((iat + 6) * 1000).toISOString())
  })
})
