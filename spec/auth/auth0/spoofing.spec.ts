/** Attacks on `authData`: nobody gets the identity of somebody else without a token of theirs. */
import {
  logIn,
  logInAs,
  newPerson,
  signUp,
  startAuth0Host,
  storedUser,
  usersWhere,
} from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

let beforeSave = (_user: { set(field: string, value: unknown): void; get(field: string): unknown }): void =>
  undefined

interface Cloud {
  beforeSave(type: unknown, trigger: (request: { object: Parameters<typeof beforeSave>[0] }) => void): void
}

describeWithDatabase('attacks on authData', (database) => {
  let tenant: Tenant
  let host: Host
  let victim: { objectId: string; sub: string }
  beforeAll(async () => {
    tenant = await startTenant()
    const cloud = (Parse: { Cloud: Cloud; User: unknown }) => {
      Parse.Cloud.beforeSave(Parse.User, ({ object }) => beforeSave(object))
    }
    host = await startAuth0Host(tenant, { database: database(), parseServer: { cloud } })
    const person = newPerson()
    victim = { objectId: (await logInAs(host, tenant, person)).body.objectId, sub: person.sub }
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })
  afterEach(() => void (beforeSave = () => undefined))

  const expectNothingGained = async () => {
    expect(await usersWhere(host, { 'authData.auth0.id': victim.sub })).toMatchObject([
      { objectId: victim.objectId },
    ])
    expect(await host.accounts.sessions.list(victim.objectId)).toHaveLength(1)
  }

  test("refuses a sign-up with somebody's id alone", async () => {
    expect((await logIn(host, { id: victim.sub })).body).toMatchObject({ code: 252 })
    await expectNothingGained()
  })

  const names = ['authData.auth0.id', 'authData.auth0', '_auth_data_auth0', '_auth_data_auth0.id']
  const valueOf = (name: string) => (name.endsWith('.id') ? victim.sub : { id: victim.sub })

  test.each(names)('a sign-up with the field %s gains nothing', async (name) => {
    const { username, password } = await signUp(host, newPerson().email)
    const body = { username: `${username}2`, password, [name]: valueOf(name) }
    await rest(host, 'POST', '/users', { body })
    await expectNothingGained()
  })

  test.each([...names, 'authData.acme', 'authData.anonymous.id'])(
    'a sign-up with the field %s makes no account, by whatever way',
    async (name) => {
      const free = newPerson()
      const value = name.endsWith('.id') ? free.sub : { id: free.sub }
      const body = { username: free.email, password: 'correct-horse', [name]: value }
      const requests = [{ method: 'POST', path: new URL(`${host.apiUrl}/users`).pathname, body }]
      const answers = [
        (await rest(host, 'POST', '/users', { body })).body,
        (await rest(host, 'POST', '/classes/_User', { body })).body,
        (
          (await rest(host, 'POST', '/batch', { body: { requests } })).body as unknown as { error: object }[]
        )[0]?.error,
      ]
      for (const answer of answers) expect(answer).toMatchObject({ code: 105 })
      expect(await usersWhere(host, { username: free.email })).toEqual([])
      expect((await logInAs(host, tenant, free)).status).toBe(201)
    },
  )

  test.each(names)('an update with the field %s gains nothing', async (name) => {
    const free = newPerson()
    const { objectId, sessionToken } = await signUp(host, newPerson().email)
    for (const { sub } of [victim, free]) {
      const body = { [name]: name.endsWith('.id') ? sub : { id: sub } }
      await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })
    }
    await expectNothingGained()
    expect((await storedUser(host, objectId)).authData).toBeUndefined()
    expect((await logInAs(host, tenant, free)).status).toBe(201)
  })

  test('an update with an id alone is refused, unless it is their own', async () => {
    const person = newPerson()
    const { objectId, sessionToken } = (await logInAs(host, tenant, person)).body
    const put = (id: string) =>
      rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData: { auth0: { id } } } })
    expect((await put(person.sub)).status).toBe(200)
    expect((await put(victim.sub)).body).toMatchObject({ code: 252 })
    expect((await put(newPerson().sub)).body).toMatchObject({ code: 252 })
    expect((await storedUser(host, objectId)).authData).toEqual({ auth0: { id: person.sub } })
    await expectNothingGained()
  })

  test("an update with somebody's id alone links nothing to a user with a password", async () => {
    const { objectId, sessionToken } = await signUp(host, newPerson().email)
    const body = { authData: { auth0: { id: newPerson().sub } } }
    const answer = await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })
    expect(answer.body).toMatchObject({ code: 252 })
    expect((await storedUser(host, objectId)).authData).toBeUndefined()
  })

  test("nobody writes to the victim's row with the victim's own id", async () => {
    const { sessionToken } = await signUp(host, newPerson().email)
    const body = { authData: { auth0: { id: victim.sub } }, name: 'Owned' }
    for (const session of [{ sessionToken }, {}]) {
      const answer = await rest(host, 'PUT', `/users/${victim.objectId}`, { ...session, body })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.body.sessionToken).toBeUndefined()
    }
    expect(await storedUser(host, victim.objectId)).toMatchObject({ name: 'Ann Archer' })
    await expectNothingGained()
  })

  test('a beforeSave that writes authData takes no identity from its user', async () => {
    beforeSave = (user) => user.set('authData', { auth0: { id: victim.sub } })
    const answer = await logInAs(host, tenant, newPerson())
    expect(answer.body).toMatchObject({ code: 208 })
    await expectNothingGained()
  })
})
