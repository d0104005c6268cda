/** Event streams of Auth0: what has become of a user there, told twice, too late, or by somebody else. */
import { randomUUID } from 'node:crypto'
import { logInAs, newPerson, storedUser } from '../../support/auth0-log-in'
import { fromNow } from '../../support/attacks/rows'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest, send } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const secret = 'a secret of an event stream, of 32 bytes'

describeWithDatabase('POST /auth0/events', (database) => {
  let tenant: Tenant
  let host: Host
  const start = (deletesUsers: boolean) =>
    startHost({
      database: database(),
      limits: false,
      auth0: { ...tenant.options, eventStream: { secret, deletesUsers } },
    })
  beforeAll(async () => {
    tenant = await startTenant()
    host = await start(false)
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const post = (body: unknown, token = secret) =>
    send(host, 'POST', `${host.url}/auth0/events`, { body, headers: { authorization: `Bearer ${token}` } })
  const eventOf = (type: string, object: object, at = Date.now()) => ({
    ...{ id: `evt_${randomUUID().slice(0, 16)}`, type, source: 'urn:auth0:spec', specversion: '1.0' },
    ...{ time: new Date(at).toISOString(), data: { object }, a0tenant: 'spec', a0stream: 'est_1' },
  })
  const tell = async (...event: Parameters<typeof eventOf>) => (await post(eventOf(...event))).status
  /** Logged in a minute ago, as everybody is whom an event ends. */
  async function aUser() {
    const person = { ...newPerson(), iat: fromNow(-60) }
    const { body } = await logInAs(host, tenant, person)
    const { email, sub } = person
    return { ...body, person, object: { user_id: sub, email, email_verified: true } }
  }
  const isOpen = async (sessionToken: string) =>
    (await rest(host, 'GET', '/users/me', { sessionToken })).status === 200

  test.each(['user.updated', 'com.auth0.user.updated'])(
    'writes a new address and profile: %s',
    async (type) => {
      const { object, objectId, sessionToken } = await aUser()
      const email = `new-${object.email}`
      expect(await tell(type, { ...object, email, name: 'New Name' })).toBe(200)
      expect(await storedUser(host, objectId)).toMatchObject({ email, emailVerified: true, name: 'New Name' })
      expect(await isOpen(sessionToken)).toBe(true)
    },
  )

  test('ends all sessions of whom Auth0 has blocked, and takes no token from before', async () => {
    const { person, object, sessionToken } = await aUser()
    expect(await tell('user.updated', { ...object, blocked: true })).toBe(200)
    expect(await isOpen(sessionToken)).toBe(false)
    expect((await logInAs(host, tenant, person)).body.code).toBe(101)
  })

  test('ends the sessions of who is deleted, and takes the link, twice too; the user stays', async () => {
    const { person, object, objectId, sessionToken } = await aUser()
    const event = eventOf('user.deleted', object)
    expect([(await post(event)).status, (await post(event)).status]).toEqual([200, 200])
    expect(await isOpen(sessionToken)).toBe(false)
    const stored = await storedUser(host, objectId)
    expect([stored.objectId, stored.authData?.auth0]).toEqual([objectId, undefined])
    // The address is still that of the user who stays.
    expect((await logInAs(host, tenant, { ...person, iat: fromNow(0) })).body.code).toBe(203)
  })

  test('goes past what comes too late', async () => {
    const { object, objectId, sessionToken } = await aUser()
    await tell('user.updated', { ...object, name: 'Second' })
    expect(await tell('user.updated', { ...object, name: 'First', blocked: true }, Date.now() - 5000)).toBe(
      200,
    )
    expect(await tell('user.deleted', object, Date.now() - 9000)).toBe(200)
    expect((await storedUser(host, objectId)).name).toBe('Second')
    expect(await isOpen(sessionToken)).toBe(true)
  })

  test.each(['user.created', 'user.updated', 'user.deleted', 'organization.created', 'user.merged'])(
    'is well with %s of what nobody knows here',
    async (type) => {
      expect(await tell(type, { user_id: `auth0|${randomUUID()}`, email: 'x@example.com' })).toBe(200)
    },
  )

  test.each(['', 'another', `${secret} `, secret.slice(1)])('refuses another secret: "%s"', async (token) => {
    const { object, sessionToken } = await aUser()
    const { status, body } = await post(eventOf('user.deleted', object), token)
    expect([status, body.code]).toEqual([
      token === `${secret} ` ? 200 : 401,
      token === `${secret} ` ? undefined : 119,
    ])
    expect(await isOpen(sessionToken)).toBe(status === 401)
  })

  test.each([
    [[]],
    [{}],
    [{ type: 7 }],
    [{ type: 'user.deleted' }],
    [{ type: 'user.deleted', time: 'now', data: { object: { user_id: 'auth0|x' } } }],
    [{ type: 'user.deleted', time: '2026-01-01T00:00:00Z', data: { object: { user_id: { $ne: null } } } }],
    [{ type: 'user.deleted', time: '2026-01-01T00:00:00Z', data: { object: { user_id: '' } } }],
    [{ type: 'user.deleted', time: '2026-01-01T00:00:00Z', data: { object: { user_id: 'x'.repeat(2e6) } } }],
  ])('refuses what is no event: %j', async (body) => {
    expect((await post(body)).status).toBe(400)
  })

  test.each(['user.updated', 'user.deleted'])(
    'refuses an id that no user has, and a time that is to come, before anything is written: %s',
    async (type) => {
      const { object, objectId, sessionToken } = await aUser()
      const changed = { ...object, email: `new-${object.email}` }
      for (const character of ['\0', '\n', '\u007f'])
        expect(await tell(type, { ...changed, user_id: object.user_id + character })).toBe(400)
      for (const time of ['2050-01-01', '2999-01-01', '9999-12-31'])
        expect(await tell(type, changed, Date.parse(time))).toBe(400)
      expect((await storedUser(host, objectId)).email).toBe(object.email)
      expect(await isOpen(sessionToken)).toBe(true)
      expect(await tell('user.updated', changed, Date.now() + 60_000)).toBe(200)
      expect((await storedUser(host, objectId)).email).toBe(changed.email)
    },
  )

  test('deletes the user too, where that is wanted', async () => {
    await host.close()
    host = await start(true)
    const { object, objectId } = await aUser()
    expect(await tell('user.deleted', object)).toBe(200)
    expect((await rest(host, 'GET', `/users/${objectId}`, { master: true })).status).toBe(404)
  })
})
