/** `auth0.scope`: what an access token must be allowed to do. */
import { logIn, startAuth0Host } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

describeWithDatabase('auth0.scope', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      auth0: { scope: ['use:api', 'write:notes'] },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const challenge = 'Bearer error="insufficient_scope", scope="use:api write:notes"'
  const refused = {
    status: 403,
    body: { code: 119, error: 'The access token needs the scope use:api write:notes. Ask Auth0 for it.' },
  }

  test.each([
    ['both scopes', 'use:api write:notes'],
    ['more, in another order', 'openid write:notes read:x use:api'],
  ])('takes a token with %s', async (_name, scope) => {
    const token = bearer(await tenant.accessToken({ scope }))
    expect((await rest(host, 'GET', '/users/me', token)).status).toBe(200)
    expect((await graphql(host, '{ viewer { sessionToken } }', token)).status).toBe(200)
  })

  test.each<[string, unknown]>([
    ['none', undefined],
    ['an empty one', ''],
    ['others', 'read:nothing'],
    ['one of them', 'use:api'],
    ['parts of them', 'use:apis write:note'],
    ['a list, which is no scope', ['use:api', 'write:notes']],
  ])('refuses a token with %s', async (_name, scope) => {
    const access_token = await tenant.accessToken({ scope })
    for (const answer of [
      await rest(host, 'GET', '/users/me', bearer(access_token)),
      await rest(host, 'POST', '/sessions', { ...bearer(access_token), body: {} }),
      await rest(host, 'POST', '/batch', { ...bearer(access_token), body: { requests: [] } }),
      await graphql(host, '{ health }', bearer(access_token)),
    ]) {
      expect(answer).toMatchObject(refused)
      expect(answer.headers.get('WWW-Authenticate')).toBe(challenge)
    }
    expect((await logIn(host, { access_token })).body).toEqual(refused.body)
  })

  test('tells a token that is no good, as ever', async () => {
    const answer = await rest(host, 'GET', '/users/me', bearer('wrong'))
    expect(answer).toMatchObject({ status: 401, body: { code: 101 } })
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"')
  })

  test('asks nothing of ID tokens', async () => {
    expect((await logIn(host, { id_token: await tenant.idToken() })).status).toBeLessThan(300)
  })
})
