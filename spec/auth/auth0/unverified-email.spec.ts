/** Hosts that let nobody in before the e-mail address is verified, and hosts that take no access tokens. */
import { logIn, logInAs, newPerson, startAuth0Host, storedUser, usersWhere } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { startTenant, type Tenant } from '../../support/tenant'

describeWithDatabase('preventLoginWithUnverifiedEmail and Auth0', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    const parseServer = { verifyUserEmails: true, preventLoginWithUnverifiedEmail: true }
    const email = { transport: 'smtp://127.0.0.1:9', from: 'app@example.com' }
    const auth0 = { audience: undefined }
    host = await startAuth0Host(tenant, { database: database(), parseServer, email, auth0 })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  test('refuses an address that Auth0 has not verified, until it has', async () => {
    const person = newPerson({ email_verified: false })
    for (let times = 0; times < 2; times += 1) {
      const { body } = await logInAs(host, tenant, person)
      expect(body).toEqual({ code: 205, error: 'User email is not verified.' })
    }
    const [user] = await usersWhere(host, { 'authData.auth0.id': person.sub })
    expect(await host.accounts.sessions.list(String(user?.objectId))).toEqual([])
    expect((await logInAs(host, tenant, { ...person, email_verified: true })).status).toBe(200)
  })

  test('takes no address from a log-in that is refused because of it', async () => {
    const person = newPerson()
    const { objectId } = (await logInAs(host, tenant, person)).body
    const changed = { ...person, email: newPerson().email, email_verified: false }
    expect((await logInAs(host, tenant, changed)).body.code).toBe(205)
    expect(await storedUser(host, objectId)).toMatchObject({ email: person.email, emailVerified: true })
    expect((await logInAs(host, tenant, person)).status).toBe(200)
  })

  test('lets users in who have a verified address, or none', async () => {
    expect((await logInAs(host, tenant, newPerson())).status).toBe(201)
    expect((await logInAs(host, tenant, newPerson({ email: undefined }))).status).toBe(201)
  })

  test('access tokens are refused where no audience is configured', async () => {
    const access_token = await tenant.accessToken(newPerson())
    const { body } = await logIn(host, { access_token })
    expect(body).toMatchObject({ code: 252, error: expect.stringContaining('audience') })
  })
})
