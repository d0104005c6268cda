/** With `reauthentication`, users prove who they are before they change how they log in. */
import { randomUUID } from 'node:crypto'
import { acme, acmeAuthData } from '../../support/acme'
import { logInAs, newPerson, signUp, startAuth0Host } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { savingUsers, waysToWrite } from '../../support/own-row'
import { rest } from '../../support/rest'
import { changeRow } from '../../support/session-rows'
import { startTenant, type Tenant } from '../../support/tenant'

const secret = 'correct horse'
const maxAgeSeconds = 300
const refused = { code: 206, error: expect.stringContaining('currentPassword') }

describeWithDatabase('reauthentication', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      auth0: { allowPassword: true },
      reauthentication: { maxAgeSeconds },
      parseServer: { auth: { acme }, cloud: savingUsers },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  type User = Awaited<ReturnType<typeof signUp>>
  const newUser = () => signUp(host, `${randomUUID()}@example.com`)
  const before = (seconds: number) => ({
    __type: 'Date',
    iso: new Date(Date.now() - seconds * 1000).toISOString(),
  })
  const age = (sessionToken: string, seconds = maxAgeSeconds) =>
    changeRow(host, sessionToken, { accountsLoggedInAt: before(seconds) })
  /** A user whose log-in is too long ago. */
  const oldUser = async () => {
    const user = await newUser()
    await age(user.sessionToken)
    return user
  }
  const put = ({ objectId }: Pick<User, 'objectId'>, sessionToken: string, body: object) =>
    rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })

  const changes: [string, () => object][] = [
    ['the password', () => ({ password: 'next-passphrase' })],
    ['the name', () => ({ username: randomUUID() })],
    ['the address', () => ({ email: `${randomUUID()}@example.com` })],
    ['the address, which is taken away', () => ({ email: { __op: 'Delete' } })],
    ['a link', () => ({ authData: acmeAuthData(randomUUID()) })],
    ['MFA', () => ({ authData: { mfa: null } })],
  ]

  test.each(changes)('is asked for by an old session that changes %s', async (_name, change) => {
    const user = await oldUser()
    expect(await put(user, user.sessionToken, change())).toMatchObject({ status: 400, body: refused })
  })

  test.each([
    ['a minute ago', -60, 200],
    ['in the future, by a clock that is wrong', 60, 200],
    ['before that', -maxAgeSeconds - 1, 400],
    ['before any date', -1e18, 400],
  ])(
    'is asked for after a log-in whose provider has authenticated %s: %i s',
    async (_when, seconds, status) => {
      const person = newPerson()
      const auth_time = Math.floor(Date.now() / 1000) + seconds
      const { body } = await logInAs(host, tenant, { ...person, auth_time })
      const answer = await put({ objectId: body.objectId }, body.sessionToken, {
        authData: acmeAuthData(randomUUID()),
      })
      expect(answer.status).toBe(status)
      if (status === 400) expect(answer.body).toMatchObject(refused)
    },
  )

  test.each(changes.slice(0, 5))('is done by the password: %s', async (_name, change) => {
    const user = await oldUser()
    const answer = await put(user, user.sessionToken, { ...change(), currentPassword: secret })
    expect(answer.status).toBe(200)
  })

  test.each(changes.slice(0, 5))('is done by a log-in a short time ago: %s', async (_name, change) => {
    const user = await newUser()
    await age(user.sessionToken, maxAgeSeconds - 60)
    expect((await put(user, user.sessionToken, change())).status).toBe(200)
  })

  test.each(waysToWrite)('is asked for by %s', async (_name, write) => {
    const user = await oldUser()
    const { body } = await write(host, user.sessionToken, user.objectId, { password: 'next-passphrase' })
    expect(JSON.stringify(body)).toMatch(/206.*currentPassword|currentPassword.*206/)
    const { username } = user
    expect((await rest(host, 'POST', '/login', { body: { username, password: secret } })).status).toBe(200)
  })

  test('is asked for by the deletion of the account, and done by the password before', async () => {
    const user = await oldUser()
    const { objectId: id, sessionToken } = user
    const remove = () => rest(host, 'DELETE', `/users/${id}`, { sessionToken })
    const mutation = 'mutation ($id: ID!) { deleteUser(input: { id: $id }) { clientMutationId } }'
    const { body } = await graphql(host, mutation, { sessionToken, variables: { id } })
    expect(body.errors[0].extensions.code).toBe(206)
    expect(await remove()).toMatchObject({ status: 400, body: refused })
    expect((await put(user, sessionToken, { currentPassword: secret })).status).toBe(200)
    expect((await remove()).status).toBe(200)
  })

  test('is done by a log-in in the same request of GraphQL', async () => {
    const { objectId: id, username } = await oldUser()
    const mutation = `mutation ($id: ID!, $logIn: LogInInput!, $fields: UpdateUserFieldsInput) {
      logIn(input: $logIn) { viewer { user { id } } }
      updateUser(input: { id: $id, fields: $fields }) { user { email } }
    }`
    const fields = { email: `${randomUUID()}@example.com` }
    const variables = { id, logIn: { username, password: secret }, fields }
    expect((await graphql(host, mutation, { variables })).body.data.updateUser).toEqual({ user: fields })
  })

  test('is not done by a session that a session has opened', async () => {
    const user = await oldUser()
    const { sessionToken } = user
    const made = await rest(host, 'POST', '/sessions', { sessionToken, body: {} })
    const upgraded = await rest(host, 'POST', '/upgradeToRevocableSession', { sessionToken, body: {} })
    for (const { body } of [made, upgraded])
      expect(
        (await put(user, String(body.sessionToken), { password: 'next-passphrase' })).body,
      ).toMatchObject(refused)
  })

  test('is not done by a token that was lent', async () => {
    const request = bearer(await tenant.accessToken({ sub: newPerson().sub }))
    const { objectId } = (await rest(host, 'GET', '/users/me', request)).body as User
    const body = { username: randomUUID() }
    expect((await rest(host, 'PUT', `/users/${objectId}`, { ...request, body })).body).toMatchObject(refused)
  })

  test('is asked for by nothing else, nor by what a form sends back unchanged', async () => {
    const user = await newUser()
    await put(user, user.sessionToken, { authData: acmeAuthData(user.objectId) })
    await age(user.sessionToken)
    const { username, email } = user
    const body = { nick: 'Ann', username, email, authData: { acme: { id: user.objectId } } }
    expect((await put(user, user.sessionToken, body)).status).toBe(200)
  })

  test('is not asked of the master key, nor of an anonymous user who becomes somebody', async () => {
    const user = await oldUser()
    const { objectId } = user
    const operated = await rest(host, 'PUT', `/users/${objectId}`, {
      master: true,
      body: { password: 'next-passphrase' },
    })
    expect(operated.status).toBe(200)
    const authData = { anonymous: { id: randomUUID() } }
    const { body } = await rest(host, 'POST', '/users', { body: { authData } })
    await age(String(body.sessionToken))
    const account = { username: randomUUID(), password: secret }
    expect((await put(body as User, String(body.sessionToken), account)).status).toBe(200)
  })
})
