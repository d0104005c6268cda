/** Log-ins with Auth0 by the Parse JS SDK, by GraphQL, and beside a password. */
import { logIn, logInAs, newPerson, signUp, startAuth0Host, storedUser } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { connectSdk, Parse, parseErrorOf } from '../../support/sdk'
import { startTenant, type Tenant } from '../../support/tenant'

interface Viewer {
  sessionToken: string
  user: unknown
}

const provider = { getAuthType: () => 'auth0', restoreAuthentication: () => true }

const logInWith = `mutation ($authData: Object!) {
  logInWith(input: { authData: $authData, fields: { phone: "1" } }) {
    viewer { sessionToken user { objectId email phone authData } }
  }
}`

describeWithDatabase('clients that log in with Auth0', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, { database: database() })
    await rest(host, 'PUT', '/schemas/_User', {
      master: true,
      body: { fields: { phone: { type: 'String' } } },
    })
    connectSdk(host)
    Parse.User._registerAuthenticationProvider(provider)
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })
  beforeEach(() => Parse.User.logOut().catch(() => undefined))

  test('the SDK logs in, signs up the first time, and forgets the token', async () => {
    const person = newPerson()
    const authData = { id_token: await tenant.idToken(person) }
    const first = await Parse.User.logInWith('auth0', { authData })
    expect(first.existed()).toBe(false)
    expect(first.getEmail()).toBe(person.email)
    const second = await Parse.User.logInWith('auth0', { authData: { ...authData, id: person.sub } })
    expect(second.existed()).toBe(true)
    expect(second.id).toBe(first.id)
    expect(second.getSessionToken()).toMatch(/^r:/)
    expect(second.get('authData')).toEqual({ auth0: { id: person.sub } })
  })

  test('the SDK links a user with a password, who logs in either way then', async () => {
    const { username, password, objectId } = await signUp(host, newPerson().email)
    const user = await Parse.User.logIn(username, password)
    const person = newPerson()
    await user.linkWith('auth0', { authData: { id_token: await tenant.idToken(person) } })
    expect(user._isLinked('auth0')).toBe(true)
    expect((await logInAs(host, tenant, person)).body).toMatchObject({ objectId, username })
    expect((await Parse.User.logIn(username, password)).id).toBe(objectId)
    expect((await storedUser(host, objectId)).authData).toEqual({ auth0: { id: person.sub } })
  })

  test('the SDK gets the error of a token that is not valid', async () => {
    const authData = { id_token: await tenant.idToken({ aud: 'another-client' }) }
    expect(await parseErrorOf(Parse.User.logInWith('auth0', { authData }))).toMatchObject({ code: 101 })
    expect(Parse.User.current()).toBeNull()
  })

  test('GraphQL signs up at first and logs in later', async () => {
    const person = newPerson()
    const variables = { authData: { auth0: { id_token: await tenant.idToken(person) } } }
    const answers = [
      await graphql(host, logInWith, { variables }),
      await graphql(host, logInWith, { variables }),
    ]
    const [first, second] = answers.map(({ body }) => body.data.logInWith.viewer as Viewer)
    expect(first?.user).toMatchObject({
      email: person.email,
      phone: '1',
      authData: { auth0: { id: person.sub } },
    })
    expect(second?.user).toEqual(first?.user)
    expect(first?.sessionToken).toMatch(/^r:/)
    expect(second?.sessionToken).not.toBe(first?.sessionToken)
    expect(JSON.stringify(answers)).not.toContain('id_token')
  })

  test('a log-in by password links the identity that is sent with it', async () => {
    const { username, password, objectId } = await signUp(host, newPerson().email)
    const person = newPerson()
    const authData = { auth0: { id_token: await tenant.idToken(person) } }
    const answer = await rest(host, 'POST', '/login', { body: { username, password, authData } })
    expect(answer.body).toMatchObject({ objectId, authData: { auth0: { id: person.sub } } })
    expect(JSON.stringify(answer.body)).not.toContain('eyJ')
    expect((await logInAs(host, tenant, person)).body.objectId).toBe(objectId)
  })

  test('a log-in by password takes the identity that is linked already', async () => {
    const { username, password, sessionToken, objectId } = await signUp(host, newPerson().email)
    const person = newPerson()
    const authData = { auth0: { id_token: await tenant.idToken(person) } }
    await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData } })
    const answer = await rest(host, 'POST', '/login', { body: { username, password, authData } })
    expect(answer).toMatchObject({ status: 200, body: { objectId } })
  })

  test('a log-in by password is refused with a token that is not valid, or of somebody else', async () => {
    const { username, password, objectId } = await signUp(host, newPerson().email)
    const forged = { auth0: { id_token: await tenant.idToken({ aud: 'another-client' }) } }
    const answer = await rest(host, 'POST', '/login', { body: { username, password, authData: forged } })
    expect(answer.body).toMatchObject({ code: 101 })

    const somebody = newPerson()
    await logIn(host, { id_token: await tenant.idToken(somebody) })
    const taken = { auth0: { id_token: await tenant.idToken(somebody) } }
    const refused = await rest(host, 'POST', '/login', { body: { username, password, authData: taken } })
    expect(refused.body.sessionToken).toBeUndefined()
    expect(refused.body).toMatchObject({ code: 208 })
    expect((await storedUser(host, objectId)).authData).toBeUndefined()
  })
})
