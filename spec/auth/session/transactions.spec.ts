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

  const onPhone = { headers: { 'X-Parse-Installation-Id': 'phone' } }

  test('stay when they take the place of the one that opens them', async () => {
    if (database().engine === 'mongodb') return
    const made = await rest(host, 'POST', '/users', { ...onPhone, body: { ...body, username: 'cleo' } })
    const { objectId, sessionToken } = made.body as { objectId: string; sessionToken: string }
    let token = sessionToken
    for (const request of [
      { method: 'POST', path: '/parse/sessions', body: { installationId: 'phone' } },
      { method: 'PUT', path: `/parse/users/${objectId}`, body: { password: 'battery-staple' } },
    ]) {
      const { body: answers } = await inTransaction([request], { sessionToken: token })
      const [answer] = answers as { success: { sessionToken: string } }[]
      expect(await me({ sessionToken: token })).toBe(400)
      token = String(answer?.success.sessionToken)
      expect(await me({ sessionToken: token })).toBe(200)
    }
  })

  test('begin on a device that has had none', async () => {
    if (database().engine === 'mongodb') return
    const signUp = { method: 'POST', path: '/parse/users', body: { ...body, username: 'dora' } }
    const { body: answers } = await inTransaction([signUp], onPhone)
    const [answer] = answers as { success: { sessionToken: string } }[]
    expect(await me({ sessionToken: String(answer?.success.sessionToken) })).toBe(200)
  })
})
