/** Users who link their account with Auth0, and unlink it. */
import { randomUUID } from 'node:crypto'
import {
  logIn,
  logInAs,
  newPerson,
  signUp,
  startAuth0Host,
  storedUser,
  type UserResponse,
} from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { connectSdk, Parse, parseErrorOf } from '../../support/sdk'
import { startTenant, type Tenant } from '../../support/tenant'

/** A service whose token is the id. */
const acme = {
  validateAppId: () => Promise.resolve(),
  validateAuthData: ({ id, token }: { id: string; token?: string }) =>
    id === token ? Promise.resolve() : Promise.reject(new Error('Wrong acme token')),
}

const lastWayIn = { code: 119, error: expect.stringContaining('only way into this account') }

const updateUser = `mutation ($id: ID!, $authData: Object) {
  updateUser(input: { id: $id, fields: { authData: $authData } }) { user { objectId } }
}`

describeWithDatabase('linking with Auth0', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      parseServer: { auth: { acme: { module: acme } } },
    })
    connectSdk(host)
    Parse.User._registerAuthenticationProvider({
      getAuthType: () => 'auth0',
      restoreAuthentication: () => true,
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const newUser = async () => {
    const person = newPerson()
    const { objectId, sessionToken } = (await logInAs(host, tenant, person)).body
    return { person, objectId, sessionToken, auth0: { id: person.sub } }
  }
  const update = (objectId: string, sessionToken: string, body: unknown) =>
    rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })
  const credentialOf = async (claims: Record<string, unknown>) => ({ id_token: await tenant.idToken(claims) })

  test('links by PUT, stores the subject alone, and echoes nothing', async () => {
    const { objectId, sessionToken } = await signUp(host, newPerson().email)
    const person = newPerson()
    const answer = await update(objectId, sessionToken, { authData: { auth0: await credentialOf(person) } })
    expect(answer.status).toBe(200)
    expect(JSON.stringify(answer.body)).not.toMatch(/eyJ|id_token/)
    expect((await storedUser(host, objectId)).authData).toEqual({ auth0: { id: person.sub } })
    expect((await logInAs(host, tenant, person)).body.objectId).toBe(objectId)
  })

  test('links an access token too', async () => {
    const { objectId, sessionToken } = await signUp(host, newPerson().email)
    const { sub } = newPerson()
    const auth0 = { access_token: await tenant.accessToken({ sub }) }
    expect((await update(objectId, sessionToken, { authData: { auth0 } })).status).toBe(200)
    expect((await storedUser(host, objectId)).authData).toEqual({ auth0: { id: sub } })
  })

  test("refuses somebody else's identity: 208", async () => {
    const { person } = await newUser()
    const { objectId, sessionToken } = await signUp(host, newPerson().email)
    const answer = await update(objectId, sessionToken, { authData: { auth0: await credentialOf(person) } })
    expect(answer.body).toMatchObject({ code: 208 })
    expect((await storedUser(host, objectId)).authData).toBeUndefined()
  })

  test('refuses a token that is not valid', async () => {
    const { objectId, sessionToken } = await signUp(host, newPerson().email)
    const auth0 = await credentialOf({ aud: 'another-client' })
    expect((await update(objectId, sessionToken, { authData: { auth0 } })).body).toMatchObject({ code: 101 })
    expect((await storedUser(host, objectId)).authData).toBeUndefined()
  })

  test('takes a new token for the identity that is linked already', async () => {
    const { objectId, sessionToken, person } = await newUser()
    const answer = await update(objectId, sessionToken, { authData: { auth0: await credentialOf(person) } })
    expect(answer.status).toBe(200)
  })

  test('unlinks a user who has a password', async () => {
    const { objectId, sessionToken, username, password } = await signUp(host, newPerson().email)
    await update(objectId, sessionToken, { authData: { auth0: await credentialOf(newPerson()) } })
    expect((await update(objectId, sessionToken, { authData: { auth0: null } })).status).toBe(200)
    expect((await storedUser(host, objectId)).authData).toBeUndefined()
    expect((await rest(host, 'POST', '/login', { body: { username, password } })).status).toBe(200)
  })

  test('unlinks a user by the SDK, and refuses the last way in', async () => {
    const { username, password } = await signUp(host, newPerson().email)
    const user = await Parse.User.logIn(username, password)
    await user.linkWith('auth0', { authData: await credentialOf(newPerson()) })
    await user._unlinkFrom('auth0')
    expect(user._isLinked('auth0')).toBe(false)

    const authData = await credentialOf(newPerson())
    const only = await Parse.User.logInWith('auth0', { authData })
    expect(await parseErrorOf(only._unlinkFrom('auth0'))).toMatchObject({ code: 119 })
  })

  test('unlinks a user who has another service', async () => {
    const { objectId, sessionToken } = await newUser()
    const id = randomUUID()
    await update(objectId, sessionToken, { authData: { acme: { id, token: id } } })
    expect((await update(objectId, sessionToken, { authData: { auth0: null } })).status).toBe(200)
    expect((await storedUser(host, objectId)).authData).toMatchObject({ acme: { id } })
    expect((await storedUser(host, objectId)).authData).not.toHaveProperty('auth0')
  })

  test('unlinks a user who links another service in the same request, if that one agrees', async () => {
    const { objectId, sessionToken, auth0 } = await newUser()
    const id = randomUUID()
    const link = (token: string) =>
      update(objectId, sessionToken, { authData: { auth0: null, acme: { id, token } } })
    expect((await link('wrong')).status).toBe(400)
    expect((await storedUser(host, objectId)).authData).toEqual({ auth0 })
    expect((await link(id)).status).toBe(200)
  })

  describe('refuses to unlink the last way in', () => {
    test('by REST', async () => {
      const { objectId, sessionToken, auth0 } = await newUser()
      expect((await update(objectId, sessionToken, { authData: { auth0: null } })).body).toMatchObject(
        lastWayIn,
      )
      expect((await storedUser(host, objectId)).authData).toEqual({ auth0 })
    })

    test('by GraphQL', async () => {
      const { objectId, sessionToken, auth0 } = await newUser()
      const variables = { id: objectId, authData: { auth0: null } }
      const { body } = await graphql(host, updateUser, { variables, sessionToken })
      expect(body.errors[0]).toMatchObject({ message: lastWayIn.error, extensions: { code: 119 } })
      expect((await storedUser(host, objectId)).authData).toEqual({ auth0 })
    })

    test('by a batch', async () => {
      const { objectId, sessionToken } = await newUser()
      const request = { method: 'PUT', path: `/parse/users/${objectId}`, body: { authData: { auth0: null } } }
      const { body } = await rest(host, 'POST', '/batch', { sessionToken, body: { requests: [request] } })
      expect(body[0].error).toMatchObject({ code: 119 })
    })

    test('of a user who is anonymous beside it', async () => {
      const { objectId, sessionToken } = await newUser()
      const anonymous = { id: randomUUID() }
      await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { authData: { anonymous } } })
      expect((await update(objectId, sessionToken, { authData: { auth0: null } })).body).toMatchObject(
        lastWayIn,
      )
    })

    test('with all others in one request', async () => {
      const { objectId, sessionToken } = await newUser()
      const id = randomUUID()
      await update(objectId, sessionToken, { authData: { acme: { id, token: id } } })
      const answer = await update(objectId, sessionToken, { authData: { auth0: null, acme: null } })
      expect(answer.body).toMatchObject(lastWayIn)
    })

    test.each([null, { __op: 'Delete' }, { auth0: { __op: 'Delete' } }, { auth0: {} }])(
      'by authData: %j',
      async (authData) => {
        const { objectId, sessionToken, auth0 } = await newUser()
        expect((await update(objectId, sessionToken, { authData })).status).toBe(400)
        expect((await storedUser(host, objectId)).authData).toEqual({ auth0 })
      },
    )
  })

  test('lets an operator unlink the last way in', async () => {
    const { objectId } = await newUser()
    const answer = await rest(host, 'PUT', `/users/${objectId}`, {
      master: true,
      body: { authData: { auth0: null } },
    })
    expect(answer.status).toBe(200)
    expect((await storedUser(host, objectId)).authData).toBeUndefined()
  })

  test('says nothing of other accounts', async () => {
    const { objectId } = await newUser()
    const { sessionToken } = await newUser()
    const answer = await update(objectId, sessionToken, { authData: { auth0: null } })
    const stranger = await signUp(host, newPerson().email)
    const other = await update(stranger.objectId, sessionToken, { authData: { auth0: null } })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect({ status: answer.status, body: answer.body }).toEqual({ status: other.status, body: other.body })
  })

  test('signs up and links in one request with another service', async () => {
    const id = randomUUID()
    const person = newPerson()
    const authData = { acme: { id, token: id }, auth0: await credentialOf(person) }
    const { status, body }: UserResponse = await rest(host, 'POST', '/users', { body: { authData } })
    expect(status).toBe(201)
    expect((await storedUser(host, body.objectId)).authData).toMatchObject({
      acme: { id },
      auth0: { id: person.sub },
    })
    expect((await logIn(host, await credentialOf(person))).body.objectId).toBe(body.objectId)
  })
})
