/** `auth0.nonce` on a server: what was used once stays used, wherever and whenever it comes again. */
import { logIn, newPerson, startAuth0Host } from '../../../support/auth0-log-in'
import { describeWithDatabase } from '../../../support/database'
import type { Host } from '../../../support/host'
import { startTenant, type Tenant } from '../../../support/tenant'

describeWithDatabase('auth0.nonce', (database) => {
  let tenant: Tenant
  let host: Host
  const start = async () => {
    host = await startAuth0Host(tenant, { database: database(), auth0: { nonce: true } })
  }
  beforeAll(async () => {
    tenant = await startTenant()
    await start()
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const credentialWith = async (nonce: string) => ({
    id_token: await tenant.idToken({ ...newPerson(), nonce }),
    nonce,
  })

  test('lets an ID token log in once', async () => {
    const credential = await credentialWith('once')
    expect((await logIn(host, credential)).status).toBe(201)
    expect(await logIn(host, credential)).toMatchObject({ status: 404, body: { code: 101 } })
  })

  test('refuses one that was used before the server was started anew', async () => {
    const credential = await credentialWith('before')
    expect((await logIn(host, credential)).status).toBe(201)
    await host.close()
    await start()
    expect(await logIn(host, credential)).toMatchObject({ status: 404, body: { code: 101 } })
    expect((await logIn(host, await credentialWith('after'))).status).toBe(201)
  })

  test('says what is missing', async () => {
    const { id_token } = await credentialWith('unsaid')
    const { body } = await logIn(host, { id_token })
    expect(body).toMatchObject({ code: 252, error: expect.stringContaining('nonce') })
  })
})
