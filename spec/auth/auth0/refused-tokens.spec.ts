/** Every attack on a log-in by REST and GraphQL is refused alike, before a trigger of the host runs. */
import { attacks, authDataOf } from '../../support/attacks'
import { logIn, startAuth0Host } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { startTenant, type Tenant } from '../../support/tenant'

const logInWith = `mutation ($authData: Object!) {
  logInWith(input: { authData: $authData }) { viewer { sessionToken } }
}`
const tokenRefusal = { code: 101, error: 'The Auth0 token is not valid. Sign in again.' }

interface Cloud {
  beforeLogin(trigger: () => void): void
  beforeSave(type: unknown, trigger: () => void): void
}

const codes = { token: 101, credential: 252, key: 100 }

describeWithDatabase('attacks on a log-in with Auth0', (database) => {
  let tenant: Tenant
  let host: Host
  const triggered: string[] = []
  beforeAll(async () => {
    tenant = await startTenant()
    const cloud = (Parse: { Cloud: Cloud; User: unknown }) => {
      Parse.Cloud.beforeLogin(() => void triggered.push('beforeLogin'))
      Parse.Cloud.beforeSave(Parse.User, () => void triggered.push('beforeSave'))
    }
    host = await startAuth0Host(tenant, { database: database(), limits: false, parseServer: { cloud } })
    // Fetches the keys: one that is not among them is asked for again in a while.
    await logIn(host, { id_token: await tenant.idToken({ exp: 1 }) })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  test.each(attacks)('refuses by REST $name', async (attack) => {
    const auth0 = authDataOf(attack, await attack.make(tenant))
    const { body } = await logIn(host, auth0)
    if (attack.fault === 'token') expect(body).toEqual(tokenRefusal)
    else expect(body).toMatchObject({ code: codes[attack.fault] })
    expect(triggered).toEqual([])
  })

  test.each(attacks)('refuses by GraphQL $name', async (attack) => {
    const auth0 = authDataOf(attack, await attack.make(tenant))
    const { body } = await graphql(host, logInWith, { variables: { authData: { auth0 } } })
    const [{ message, extensions }] = body.errors
    expect(extensions.code).toBe(codes[attack.fault])
    if (attack.fault === 'token') expect(message).toBe(tokenRefusal.error)
    expect(body.data.logInWith).toBeNull()
    expect(triggered).toEqual([])
  })

  test('goes on with good tokens after all of them', async () => {
    expect((await logIn(host, { id_token: await tenant.idToken() })).status).toBe(201)
    expect(triggered).toEqual(['beforeSave', 'beforeLogin'])
  })
})
