/** The last way into an account can't be unlinked, whatever stands in `authData` beside it. */
import { randomUUID } from 'node:crypto'
import { acme } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { newAccount, type SpecIssuer, startIssuer } from '../../support/issuers/issuer'
import { keycloak } from '../../support/issuers/shapes'
import { savingUsers, waysToWrite } from '../../support/own-row'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { memberOf } from '../../pages/member'
import { newVisitor } from '../../pages/provider-flow'

const mfa = { options: ['SMS', 'TOTP'], sendSMS: () => Promise.resolve() }
const badge = { module: { ...acme.module, policy: 'additional' } }
const unlink = { authData: { keycloak: null } }

describeWithDatabase('the last provider of a user', (database) => {
  let issuer: SpecIssuer
  let host: Host
  beforeAll(async () => {
    issuer = await startIssuer(keycloak)
    host = await startHost({
      database: database(),
      limits: false,
      auth0: { domain: 'tenant.example.com', clientId: 'spec-client' },
      oidc: { keycloak: issuer.options },
      parseServer: { auth: { acme, badge, mfa, closed: { ...acme, enabled: false } }, cloud: savingUsers },
    })
  })
  afterAll(async () => {
    await host.close()
    await issuer.close()
  })

  /** @param others identities beside that of the provider */
  async function member(others: Record<string, object>) {
    const { id_token } = await issuer.tokens(newAccount())
    const { body } = await rest(host, 'POST', '/users', { body: { authData: { keycloak: { id_token } } } })
    const { objectId, sessionToken } = body as { objectId: string; sessionToken: string }
    await configOf(host).database.update('_User', { objectId }, { authData: others })
    return { objectId, sessionToken }
  }

  test.each([
    ['a second factor', { mfa: { secret: 'stored', recovery: ['stored'] } }],
    ['a further factor of the host', { badge: { id: 'stored' } }],
    ['a provider that the host has no longer', { github: { id: 'stored' } }],
    ['a provider that the host has turned off', { closed: { id: 'stored' } }],
    ['a second factor that is set up half', { mfa: { pending: {} } }],
    ['an anonymous id', { anonymous: { id: 'stored' } }],
  ])('is not unlinked where only %s is left', async (_what, others) => {
    const { objectId, sessionToken } = await member(others)
    for (const [way, write] of waysToWrite) {
      const { body } = await write(host, sessionToken, objectId, unlink)
      expect([way, JSON.stringify(body)]).toEqual([way, expect.stringContaining('119')])
    }
    const visitor = newVisitor()
    visitor.cookies.set('accounts-session', sessionToken)
    const { html } = await memberOf(host.url, visitor).send('unlink', { target: 'keycloak' })
    expect(html).toContain('only way into this account')
  })

  test('is unlinked where another one is left', async () => {
    const { objectId, sessionToken } = await member({ acme: { id: 'left' } })
    expect((await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: unlink })).status).toBe(200)
  })

  test.each([1, 2, 3, 4, 5])(
    'is left where both of two are unlinked at the same time (round %i)',
    async () => {
      const { objectId, sessionToken } = await member({ auth0: { id: randomUUID() } })
      const answers = await Promise.all(
        ['auth0', 'keycloak'].map((name) =>
          rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData: { [name]: null } } }),
        ),
      )
      expect(answers.map(({ body }) => body.code as unknown).sort()).toEqual([119, undefined])
      const { body } = await rest(host, 'GET', '/users/me', { sessionToken })
      expect(Object.keys(body.authData as object)).toHaveLength(1)
    },
  )
})
