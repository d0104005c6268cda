/** Sessions that begin or end in a transaction end others when it is committed, and none when it is rolled back. */
import { startAuth0Host } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { rest, type RestRequest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const body = { username: 'ann', password: 'correct-horse' }

describeWithDatabase('sessions in a transaction', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, { database: database(), sessions: { perUser: 1 } })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const refused = { method: 'PUT', path: '/parse/classes/Thing/none', body: { name: 'x' } }
  const inTransaction = (requests: object[], request: RestRequest = {}) =>
    rest(host, 'POST', '/batch', { ...request, body: { transaction: true, requests } })
  const me = async (request: RestRequest) => (await rest(host, 'GET', '/users/me', request)).status

  test('end those that there is no room for, when there are more', async () => {
    const { sessionToken } = (await rest(host, 'POST', '/users', { body })).body as { sessionToken: string }
    const logIn = { method: 'POST', path: '/parse/login', body }
    await inTransaction([logIn, refused])
    expect(await me({ sessionToken })).toBe(200)
    // There, transactions take a replica set.
    if (database().engine === 'mongodb') return
    expect((await inTransaction([logIn])).status).toBe(200)
    expect(await me({ sessionToken })).toBe(400)
  })

  test('end with their access token, when they are gone', async () => {
    const withToken = bearer(await tenant.accessToken({ sub: 'auth0|bob' }))
    expect(await me(withToken)).toBe(200)
    const { body: answer } = await rest(host, 'GET', '/sessions', withToken)
    const [session] = (answer as { results: { objectId: string }[] }).results
    const remove = { method: 'DELETE', path: `/parse/sessions/${session!.objectId}` }
    await inTransaction([remove, refused], withToken)
    expect(await me(withToken)).toBe(200)
    if (database().engine === 'mongodb') return
    expect((await inTransaction([remove], withToken)).status).toBe(200)
    expect(await me(withToken)).toBe(401)
  })
})
