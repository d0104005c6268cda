/** The guards of addresses, and what a provider says of a user who is here already. */
import { newPerson, storedUser, type UserResponse } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { optionsOf } from '../../support/issuers/verifier'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'
import type { TriggerRequest } from '../../../src/parse/internals'

const names = ['auth0', 'keycloak'] as const
type Name = (typeof names)[number]

let tenants: Record<Name, Tenant>
beforeAll(async () => {
  tenants = { auth0: await startTenant(), keycloak: await startTenant() }
})
afterAll(async () => {
  for (const name of names) await tenants[name].close()
})

const credentialOf = async (name: Name, claims: object) => ({
  [name]: { id_token: await tenants[name].idToken({ ...claims }) },
})
const ways = (host: Host) => ({
  logIn: async (name: Name, claims: object): Promise<UserResponse> =>
    rest(host, 'POST', '/users', { body: { authData: await credentialOf(name, claims) } }),
  link: async (name: Name, claims: object, { objectId, sessionToken }: UserResponse['body']) => {
    const authData = await credentialOf(name, claims)
    return rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData } })
  },
})

describeWithDatabase('guards.verifiedEmail', (database) => {
  let host: Host
  let logIn: ReturnType<typeof ways>['logIn']
  const seen: unknown[] = []
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      limits: false,
      auth0: tenants.auth0.options,
      oidc: { keycloak: optionsOf(tenants.keycloak) },
      parseServer: {
        cloud: (parse: unknown) => {
          const { Cloud } = parse as {
            Cloud: { beforeLogin: (trigger: (request: TriggerRequest) => void) => void }
          }
          Cloud.beforeLogin(({ object }) => void seen.push(object?.toJSON()))
        },
      },
      guards: { verifiedEmail: [...names] },
    })
    ;({ logIn } = ways(host))
  })
  afterAll(() => host.close())
  const unverified = { code: 205, error: 'User email is not verified.' }

  test.each(names)('lets in who has verified the address at %s meanwhile', async (name) => {
    const person = newPerson({ email_verified: false })
    for (let times = 0; times < 2; times += 1) expect((await logIn(name, person)).body).toEqual(unverified)
    const { status, body } = await logIn(name, { ...person, email_verified: true })
    expect([status, body.emailVerified]).toEqual([200, true])
  })

  test('lets in by GraphQL, too', async () => {
    const person = newPerson({ email_verified: false })
    await logIn('auth0', person)
    const authData = await credentialOf('auth0', { ...person, email_verified: true })
    const query =
      'mutation ($authData: Object!) { logInWith(input: { authData: $authData }) { viewer { sessionToken } } }'
    const { body } = await graphql(host, query, { variables: { authData } })
    expect(body.data.logInWith.viewer.sessionToken).toMatch(/^r:/)
  })

  test('keeps out who has another address now that is not verified, and writes nothing of it', async () => {
    const person = newPerson({ name: 'Old' })
    const { objectId } = (await logIn('auth0', person)).body
    const changed = { ...person, email: newPerson().email, email_verified: false, name: 'New' }
    expect((await logIn('auth0', changed)).body).toEqual(unverified)
    const stored = { email: person.email, emailVerified: true, name: 'Old' }
    expect(await storedUser(host, objectId)).toMatchObject(stored)
  })

  test('takes no older token’s word', async () => {
    const person = newPerson({ email_verified: false })
    const older = { ...person, email_verified: true, iat: Math.floor(Date.now() / 1000) - 60 }
    await logIn('auth0', person)
    expect((await logIn('auth0', older)).body).toEqual(unverified)
  })

  test('has the host’s beforeLogin see what the token says', async () => {
    const person = newPerson({ name: 'Old' })
    await logIn('auth0', person)
    seen.length = 0
    expect((await logIn('auth0', { ...person, name: 'New' })).status).toBe(200)
    expect(seen).toMatchObject([{ name: 'New', email: person.email }])
  })
})
