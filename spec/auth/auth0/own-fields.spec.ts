/** The fields of a profile: there from the start, of the type that they need, and written by links too. */
import { logInAs, newPerson, signUp, startAuth0Host, storedUser } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

describeWithDatabase('the fields of a profile', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, { database: database(), auth0: { onEmailConflict: 'link' } })
    const everybody = { '*': true }
    const open = { find: everybody, count: everybody, get: everybody, create: everybody, update: everybody }
    const classLevelPermissions = { ...open, delete: everybody, addField: {} }
    await rest(host, 'PUT', '/schemas/_User', { body: { classLevelPermissions }, master: true })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const profile = { name: 'Ann Archer', givenName: 'Ann', locale: 'en' }

  test('are written at the first log-in where nobody may add any', async () => {
    const { status, body } = await logInAs(host, tenant, newPerson())
    expect([status, body]).toEqual([201, expect.objectContaining(profile)])
  })

  test('are written by a link', async () => {
    const { objectId, sessionToken } = await signUp(host, newPerson().email)
    const person = newPerson()
    const authData = { auth0: { id_token: await tenant.idToken(person) } }
    const answer = await rest(host, 'PUT', `/users/${objectId}`, { body: { authData }, sessionToken })
    expect(answer.status).toBe(200)
    const user = await storedUser(host, objectId)
    expect(user).toMatchObject({ ...profile, authData: { auth0: { id: person.sub } } })
    // By that address the password is reset.
    expect(user.email).not.toBe(person.email)
  })

  test('are not written by a link that is refused', async () => {
    const other = await signUp(host, newPerson().email)
    const { objectId } = await signUp(host, newPerson().email)
    const authData = { auth0: { id_token: await tenant.idToken(newPerson()) } }
    const request = { body: { authData }, sessionToken: other.sessionToken }
    expect((await rest(host, 'PUT', `/users/${objectId}`, request)).status).not.toBe(200)
    expect(await storedUser(host, objectId)).not.toHaveProperty('name')
  })

  test('are written where a verified address links, with an access token too', async () => {
    const person = newPerson()
    const { objectId } = await signUp(host, person.email, true)
    tenant.users.set(person.sub, { email: person.email, email_verified: true, name: 'Uma' })
    const auth0 = { access_token: await tenant.accessToken({ sub: person.sub }) }
    const { status } = await rest(host, 'POST', '/users', { body: { authData: { auth0 } } })
    expect(status).toBe(200)
    expect(await storedUser(host, objectId)).toMatchObject({ name: 'Uma' })
  })
})

describeWithDatabase('a field of the host’s of another type', (database) => {
  test('is named at the start, with what to do', async () => {
    const host = await startHost({ database: database() })
    await rest(host, 'PUT', '/schemas/_User', {
      body: { fields: { name: { type: 'Object' } } },
      master: true,
    })
    await host.close()
    const tenant = await startTenant()
    await expect(startAuth0Host(tenant, { database: database() })).rejects.toMatchObject({
      code: 'ERR_START',
      message: expect.stringMatching(
        /_User\.name; expected Object but got String: .*auth0\.mapProfile/,
      ) as string,
    })
    const mapped = await startAuth0Host(tenant, {
      database: database(),
      auth0: { mapProfile: ({ email }) => ({ email: String(email) }) },
    })
    expect((await logInAs(mapped, tenant, newPerson())).status).toBe(201)
    await mapped.close()
    await tenant.close()
  })
})
