/** An older token, which is valid still, lets its user in, and brings nothing back that was changed since. */
import { logIn, logInAs, newPerson, startAuth0Host, storedUser } from '../../support/auth0-log-in'
import { fromNow } from '../../support/attacks/rows'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { createGate } from '../../support/gate'
import type { Host } from '../../support/host'
import { rest, send } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const secret = 'a secret of an event stream, of 32 bytes'
const claim = 'https://example.com/roles'
const hour = 3600

interface Server {
  Cloud: { beforeLogin: (trigger: () => unknown) => void }
}

describeWithDatabase('a token that is older than what was told since', (database) => {
  const gate = createGate()
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      limits: false,
      auth0: { roles: { claim }, eventStream: { secret } },
      parseServer: { cloud: ({ Cloud }: Server) => Cloud.beforeLogin(gate.wait) },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const rolesOf = async (objectId: string) => {
    const where = { users: { __type: 'Pointer', className: '_User', objectId } }
    const { body } = await rest(host, 'GET', '/roles', { master: true, query: { where } })
    return (body.results as { name: string }[]).map(({ name }) => name)
  }
  /** What somebody's tokens said two hours ago, and say since an hour. */
  function tokensOf() {
    const { sub, email } = newPerson()
    const former = { sub, email, email_verified: true, name: 'Former', [claim]: ['admin'] }
    const present = { ...former, email: `new-${email}`, email_verified: false, name: 'Present', [claim]: [] }
    return {
      former: { ...former, iat: fromNow(-2 * hour) },
      present: { ...present, iat: fromNow(-hour) },
      stored: { email: present.email, emailVerified: false, name: 'Present' },
    }
  }
  const tell = (sub: string, object: object, at: number) =>
    send(host, 'POST', `${host.url}/auth0/events`, {
      headers: { authorization: `Bearer ${secret}` },
      body: {
        type: 'user.updated',
        time: new Date(at * 1000).toISOString(),
        data: { object: { user_id: sub, ...object } },
      },
    })

  test('logs in, and gives back neither a role, nor an address and its proof', async () => {
    const { former, present, stored } = tokensOf()
    const { objectId } = (await logInAs(host, tenant, former)).body
    expect(await rolesOf(objectId)).toEqual(['auth0-admin'])
    await logInAs(host, tenant, present)
    for (let times = 0; times < 2; times++) {
      const again = await logInAs(host, tenant, former)
      expect([again.status, again.body.objectId]).toEqual([200, objectId])
      expect(await storedUser(host, objectId)).toMatchObject(stored)
      expect(await rolesOf(objectId)).toEqual([])
    }
    const next = { ...present, iat: fromNow(-1), name: 'Next', [claim]: ['editor'] }
    await logInAs(host, tenant, next)
    expect((await storedUser(host, objectId)).name).toBe('Next')
    expect(await rolesOf(objectId)).toEqual(['auth0-editor'])
  })

  test('gives back nothing that was told while others had their say about its log-in', async () => {
    const { former, present, stored } = tokensOf()
    const { objectId } = (await logInAs(host, tenant, former)).body
    const between = { ...former, iat: fromNow(-1.5 * hour), name: 'Between' }
    const { status } = await gate.during(
      () => logInAs(host, tenant, between),
      () => logInAs(host, tenant, present),
    )
    expect(status).toBe(200)
    expect(await storedUser(host, objectId)).toMatchObject(stored)
    expect(await rolesOf(objectId)).toEqual([])
  })

  test('gives back no role that a sign-up since has not had', async () => {
    const { former, present } = tokensOf()
    const { objectId } = (await logInAs(host, tenant, present)).body
    await logInAs(host, tenant, former)
    expect((await storedUser(host, objectId)).name).toBe('Present')
    expect(await rolesOf(objectId)).toEqual([])
  })

  test('gives back no role as a bearer', async () => {
    const { former, present } = tokensOf()
    const { sub } = former
    const first = await tenant.accessToken({ sub, iat: former.iat, [claim]: ['admin'] })
    const { objectId } = (await logIn(host, { access_token: first })).body
    const last = await tenant.accessToken({ sub, iat: present.iat, [claim]: [] })
    expect((await rest(host, 'GET', '/users/me', bearer(last))).body.objectId).toBe(objectId)
    expect((await rest(host, 'GET', '/users/me', bearer(first))).body.objectId).toBe(objectId)
    expect(await rolesOf(objectId)).toEqual([])
  })

  test('has the word about roles where the newer ones say nothing of them, and about a profile', async () => {
    const { former, present } = tokensOf()
    const access_token = await tenant.accessToken({ sub: former.sub, iat: fromNow(-60) })
    const { objectId } = (await logInAs(host, tenant, former)).body
    await logIn(host, { access_token })
    await logInAs(host, tenant, { ...present, [claim]: ['editor'] })
    expect((await storedUser(host, objectId)).name).toBe('Present')
    expect(await rolesOf(objectId)).toEqual(['auth0-editor'])
  })

  test('gives back no address by a link', async () => {
    const { former, present, stored } = tokensOf()
    const { objectId } = (await logInAs(host, tenant, former)).body
    await logInAs(host, tenant, present)
    const link = async (auth0: object | null) =>
      (await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { authData: { auth0 } } })).status
    expect([await link(null), await link({ id_token: await tenant.idToken(former) })]).toEqual([200, 200])
    expect(await storedUser(host, objectId)).toMatchObject(stored)
  })

  test('gives back nothing that an event has changed, nor does an older event', async () => {
    const { former, present, stored } = tokensOf()
    const { sub, email, email_verified, name } = present
    const { objectId } = (await logInAs(host, tenant, former)).body
    expect((await tell(sub, { email, email_verified, name }, present.iat)).status).toBe(200)
    await logInAs(host, tenant, former)
    expect(await storedUser(host, objectId)).toMatchObject(stored)

    await logInAs(host, tenant, { ...present, iat: fromNow(-60), name: 'Next' })
    expect((await tell(sub, { email, email_verified, name: 'Late' }, fromNow(-120))).status).toBe(200)
    expect((await storedUser(host, objectId)).name).toBe('Next')
  })
})
