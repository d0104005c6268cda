/** Log-ins that were on their way when what let them in was taken away. */
import { randomUUID } from 'node:crypto'
import { acmeAuthData } from '../../support/acme'
import { graphql } from '../../support/graphql'
import { rest, type RestResponse } from '../../support/rest'
import { codeAt, newSecret } from '../mfa/second-factor'
import { canLogIn, good } from '../passwords/ways'
import { chosen, describeUnderWay, type UnderWay, type User } from './host'

const logInMutation = `mutation ($username: String!, $password: String!) {
  logIn(input: { username: $username, password: $password }) { viewer { sessionToken } }
}`

describeUnderWay('a log-in that was on its way', (given) => {
  const byMaster = ({ host }: UnderWay, { objectId }: User, body: object) =>
    rest(host, 'PUT', `/users/${objectId}`, { master: true, body })
  const logInBy = (authData: object) => rest(given().host, 'POST', '/users', { body: { authData } })
  const sessionsOf = ({ objectId }: User) => given().host.accounts.sessions.list(objectId)

  test.each<[string, (user: User) => Promise<RestResponse>]>([
    ['REST', (user) => given().logIn(user)],
    [
      'GraphQL',
      ({ username }) => graphql(given().host, logInMutation, { variables: { username, password: good } }),
    ],
  ])('by %s with the password of before opens no session', async (_way, logIn) => {
    const { gate, reset } = given()
    const user = await given().signUp()
    const answer = await gate.during(
      () => logIn(user),
      () => reset(user),
    )
    expect(JSON.stringify(answer.body)).toContain('Invalid username/password.')
    expect(await sessionsOf(user)).toEqual([])
  })

  test('with the password of before links nothing, and sets up no second factor', async () => {
    const { host, gate, reset, stored } = given()
    const secret = newSecret()
    const others = [acmeAuthData(randomUUID()), { mfa: { secret, token: codeAt(secret, Date.now()) } }]
    for (const authData of others) {
      const user = await given().signUp()
      const { username } = user
      const answer = await gate.during(
        () => rest(host, 'POST', '/login', { body: { username, password: good, authData } }),
        () => reset(user),
      )
      // What parse-server says of a write that does not find its row.
      expect(answer.body).toEqual({ code: 141, error: 'Invalid auth data' })
      expect(await stored(user)).not.toHaveProperty('authData')
      expect(await canLogIn(host, username, chosen)).toBe(true)
    }
  })

  describe.each<[string, (user: User) => Promise<unknown>]>([
    ['unlinked by its owner', (user) => given().put(user, { authData: { acme: null } })],
    ['unlinked by an operator', (user) => byMaster(given(), user, { authData: { acme: null } })],
    ['unlinked by a reset of an unverified address', (user) => given().reset(user)],
    ['deleted', ({ objectId }) => rest(given().host, 'DELETE', `/users/${objectId}`, { master: true })],
  ])('by an identity that is %s meanwhile', (_title, take) => {
    test('opens no session, and does not link it again', async () => {
      const { gate, put, stored } = given()
      const user = await given().signUp()
      const authData = acmeAuthData(randomUUID())
      expect((await put(user, { authData })).status).toBe(200)
      const answer = await gate.during(
        () => logInBy(authData),
        () => take(user),
      )
      // What parse-server says of a write that does not find its row.
      expect(answer.body).toEqual({ code: 141, error: 'Invalid auth data' })
      expect(await stored(user)).not.toHaveProperty('authData')
      const left = await sessionsOf(user)
      expect(left.map(({ provider }) => provider)).not.toContain('acme')
      expect((await logInBy(authData)).body.objectId).not.toBe(user.objectId)
    })
  })

  test.each<[string, (user: User, authData: object) => Promise<RestResponse>]>([
    ['a password', (user) => given().logIn(user)],
    ['an identity', (_user, authData) => logInBy(authData)],
  ])('by %s opens no session for a user who is blocked meanwhile', async (_way, logIn) => {
    const { host, gate, put } = given()
    const user = await given().signUp()
    const authData = acmeAuthData(randomUUID())
    await put(user, { authData })
    const answer = await gate.during(
      () => logIn(user, authData),
      () => host.accounts.users.block(user.objectId, { reason: 'unpaid bills' }),
    )
    expect(answer.body).toEqual({ code: 119, error: 'This account is blocked: unpaid bills' })
    await host.accounts.users.unblock(user.objectId)
    expect(await sessionsOf(user)).toEqual([])
  })

  test('goes on where something else was changed', async () => {
    const { gate, put, logIn } = given()
    const user = await given().signUp()
    const answer = await gate.during(
      () => logIn(user),
      () => put(user, { note: 'other' }),
    )
    expect(answer.status).toBe(200)
  })

  test('links another identity beside its own', async () => {
    const { put, stored } = given()
    const user = await given().signUp()
    const own = acmeAuthData(randomUUID())
    await put(user, { authData: own })
    const { acme: other } = acmeAuthData(randomUUID())
    for (const authData of [
      { ...own, other },
      { ...own, other: acmeAuthData(randomUUID()).acme },
    ]) {
      expect(await logInBy(authData)).toMatchObject({ status: 200, body: { objectId: user.objectId } })
      expect(await stored(user)).toMatchObject({ authData })
    }
  })
})
