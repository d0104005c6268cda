/** The auth adapter by itself, as a plain Parse Server has it: it verifies, and stores the subject. */
import { auth0Adapter } from '../../../index'
import { attacks, authDataOf } from '../../support/attacks'
import { logIn, logInAs, newPerson, signUp, storedUser, usersWhere } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

describeWithDatabase('auth0Adapter()', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    const auth0 = auth0Adapter({ ...tenant.options, nonce: true })
    host = await startHost({ database: database(), parseServer: { auth: { auth0 } } })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  /** Every log-in has a nonce of its own. */
  const credentialOf = async (claims: Record<string, unknown>) => {
    const nonce = newPerson().sub
    return { id_token: await tenant.idToken({ ...claims, nonce }), nonce }
  }

  test('signs up at first and logs in later, stores the subject alone, and echoes nothing', async () => {
    const person = newPerson()
    for (const status of [201, 200]) {
      const answer = await logIn(host, await credentialOf(person))
      expect(answer.status).toBe(status)
      expect(answer.body.sessionToken).toMatch(/^r:/)
      expect(JSON.stringify(answer.body)).not.toMatch(/eyJ|nonce/)
      const stored = await storedUser(host, answer.body.objectId)
      expect(stored.authData).toEqual({ auth0: { id: person.sub } })
      expect(stored).not.toHaveProperty('email')
    }
    expect(await usersWhere(host, { 'authData.auth0.id': person.sub })).toHaveLength(1)
  })

  test('takes access tokens', async () => {
    const { sub } = newPerson()
    const { status, body } = await logIn(host, { access_token: await tenant.accessToken({ sub }) })
    expect(status).toBe(201)
    expect((await storedUser(host, body.objectId)).authData).toEqual({ auth0: { id: sub } })
  })

  test('takes a nonce once', async () => {
    const credential = await credentialOf(newPerson())
    expect((await logIn(host, credential)).status).toBe(201)
    expect((await logIn(host, credential)).body).toMatchObject({ code: 101 })
    expect((await logInAs(host, tenant, newPerson())).body).toMatchObject({ code: 252 })
  })

  test('takes a nonce once, also of a token that lives for longer than timers can', async () => {
    const credential = await credentialOf({ ...newPerson(), exp: Math.ceil(Date.now() / 1000) + 40 * 86_400 })
    expect((await logIn(host, credential)).status).toBe(201)
    expect((await logIn(host, credential)).body).toMatchObject({ code: 101 })
  })

  test('links, and refuses the id of somebody else without a token', async () => {
    const { objectId, sessionToken } = await signUp(host, newPerson().email)
    const person = newPerson()
    const put = (auth0: unknown) =>
      rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData: { auth0 } } })
    expect((await put({ id: person.sub })).body).toMatchObject({ code: 252 })
    expect((await put(await credentialOf(person))).status).toBe(200)
    expect((await put({ id: person.sub })).status).toBe(200)
    expect((await put({ id: newPerson().sub })).body).toMatchObject({ code: 252 })
    expect((await put(await credentialOf(person))).status).toBe(200)
    expect((await storedUser(host, objectId)).authData).toEqual({ auth0: { id: person.sub } })
  })

  test('refuses all that the whole package refuses', async () => {
    for (const attack of attacks) {
      const { body } = await logIn(host, authDataOf(attack, await attack.make(tenant)))
      expect([attack.name, body]).toEqual([
        attack.name,
        { code: expect.any(Number), error: expect.any(String) },
      ])
    }
  })
})
