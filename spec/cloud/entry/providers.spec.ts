/** The guards of addresses, and what a provider says of a user who is here already. */
import { actionSecret, assertionClaims, signAssertion } from '../../support/assertions'
import { newPerson, storedUser, type UserResponse } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { optionsOf } from '../../support/issuers/verifier'
import { rest, send } from '../../support/rest'
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

describeWithDatabase('guards.emailDomains', (database) => {
  const secret = 'a secret of an event stream, of 32 bytes'
  const refused = { code: 119, error: 'E-mail addresses of evil.com are not accepted here.' }
  let host: Host
  let logIn: ReturnType<typeof ways>['logIn']
  let link: ReturnType<typeof ways>['link']
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      limits: false,
      auth0: { ...tenants.auth0.options, actionSecrets: [actionSecret], eventStream: { secret } },
      oidc: { keycloak: optionsOf(tenants.keycloak) },
      guards: { emailDomains: { refused: ['evil.com'] } },
    })
    ;({ logIn, link } = ways(host))
  })
  afterAll(() => host.close())
  const evilOf = ({ email }: { email: string }) => email.replace('example.com', 'evil.com')

  test.each(names)(
    'refuse a log-in that would bring another one from %s, and write nothing',
    async (name) => {
      const person = newPerson({ name: 'Old' })
      const { objectId } = (await logIn(name, person)).body
      const changed = { ...person, email: evilOf(person), name: 'New' }
      expect((await logIn(name, changed)).body).toEqual(refused)
      expect(await storedUser(host, objectId)).toMatchObject({ email: person.email, name: 'Old' })
      expect((await logIn(name, person)).status).toBe(200)
    },
  )

  test('leave it out of a link', async () => {
    const { body } = await logIn('keycloak', { ...newPerson({ name: 'Old' }), email: undefined })
    const person = newPerson({ name: 'New' })
    expect((await link('auth0', { ...person, email: evilOf(person) }, body)).status).toBe(200)
    const stored = await storedUser(host, body.objectId)
    expect(stored).toMatchObject({ name: 'New', authData: { auth0: { id: person.sub } } })
    expect(stored).not.toHaveProperty('email')
  })

  test('leave it out of what an event tells', async () => {
    const person = newPerson({ name: 'Old' })
    const { objectId } = (await logIn('auth0', person)).body
    const object = { user_id: person.sub, email: evilOf(person), email_verified: true, name: 'New' }
    const event = { id: 'evt_1', type: 'user.updated', source: 'urn:auth0:spec', specversion: '1.0' }
    const body = { ...event, time: new Date(Date.now() + 5000).toISOString(), data: { object } }
    const headers = { authorization: `Bearer ${secret}` }
    expect((await send(host, 'POST', `${host.url}/auth0/events`, { headers, body })).status).toBe(200)
    expect(await storedUser(host, objectId)).toMatchObject({ email: person.email, name: 'New' })
  })

  test('leave it out where an Action takes up its session again', async () => {
    const url = `${host.url}/auth0/session`
    const open = async (claims: object) => {
      const authorization = `Bearer ${await signAssertion(assertionClaims(url, { ...claims }))}`
      return (await send(host, 'POST', url, { headers: { authorization } })).body as { userId: string }
    }
    const person = newPerson({ sid: 'sid-of-domains' })
    const first = await open(person)
    expect(await open({ ...person, email: evilOf(person), name: 'New' })).toEqual(first)
    expect(await storedUser(host, first.userId)).toMatchObject({ email: person.email, name: 'New' })
  })
})
