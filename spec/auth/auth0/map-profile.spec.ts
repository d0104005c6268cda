/** `auth0.mapProfile`: the host decides what a user gets from Auth0. */
import { logInAs, newPerson, startAuth0Host, storedUser, usersWhere } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { startTenant, type Tenant } from '../../support/tenant'

type Claims = Record<string, unknown>
const secret = 'secret of the host'

describeWithDatabase('auth0.mapProfile', (database) => {
  let tenant: Tenant
  let host: Host
  let mapProfile: (claims: Claims) => unknown
  beforeAll(async () => {
    tenant = await startTenant()
    const auth0 = { mapProfile: (claims: Claims) => mapProfile(claims) as Claims }
    host = await startAuth0Host(tenant, { database: database(), auth0 })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  test('replaces the standard mapping, and may take its time', async () => {
    mapProfile = async ({ name }) => ({ title: String(name).toUpperCase() })
    const { body } = await logInAs(host, tenant, newPerson({ name: 'Ann' }))
    const stored = await storedUser(host, body.objectId)
    expect(stored).toMatchObject({ title: 'ANN' })
    expect(stored).not.toHaveProperty('name')
    expect(stored).not.toHaveProperty('email')
  })

  test('is asked at later log-ins too, and what it changes is saved', async () => {
    const person = newPerson()
    mapProfile = () => ({ level: 1 })
    const { body } = await logInAs(host, tenant, person)
    mapProfile = () => ({ level: 2 })
    expect((await logInAs(host, tenant, person)).body).toMatchObject({ level: 2 })
    expect(await storedUser(host, body.objectId)).toMatchObject({ level: 2 })
  })

  test('never sets who the user is, how they log in, or what Parse keeps', async () => {
    const ACL = { '*': { write: true } }
    const given = {
      objectId: 'x',
      id: 'x',
      className: 'X',
      authData: {},
      password: 'x',
      sessionToken: 'x',
      ACL,
    }
    mapProfile = () => ({
      ...given,
      createdAt: 1,
      updatedAt: 1,
      _hashed_password: 'x',
      color: 'red',
      shape: undefined,
    })
    const person = newPerson()
    for (const status of [201, 200]) {
      const answer = await logInAs(host, tenant, person)
      expect(answer.status).toBe(status)
      const stored = await storedUser(host, answer.body.objectId)
      expect(stored).toMatchObject({ color: 'red', authData: { auth0: { id: person.sub } } })
      expect(stored.ACL).toEqual({ [stored.objectId]: { read: true, write: true } })
      for (const field of ['id', 'className', 'password', 'shape', '_hashed_password'])
        expect(stored).not.toHaveProperty(field)
    }
  })

  const failures: Record<string, () => unknown> = {
    throws: () => {
      throw new Error(secret)
    },
    rejects: () => Promise.reject(new Error(secret)),
    'returns null': () => null,
    'returns nothing': () => undefined,
    'returns a list': () => [secret],
    'returns a text': () => secret,
  }
  test.each(Object.entries(failures))('creates nobody when it %s, and hides why', async (_how, map) => {
    mapProfile = map
    const person = newPerson()
    const { status, body } = await logInAs(host, tenant, person)
    expect(status).toBe(400)
    expect(body).toEqual({ code: 141, error: 'The profile of the user could not be read.' })
    expect(await usersWhere(host, { 'authData.auth0.id': person.sub })).toEqual([])
  })

  test('lets nobody in when it fails at a later log-in', async () => {
    const person = newPerson()
    mapProfile = () => ({})
    const { body } = await logInAs(host, tenant, person)
    mapProfile = () => null
    expect((await logInAs(host, tenant, person)).body).toMatchObject({ code: 141 })
    expect(await host.accounts.sessions.list(body.objectId)).toHaveLength(1)
  })

  test('lets nobody in when a field gets another type than it has', async () => {
    const person = newPerson()
    mapProfile = () => ({ score: 1 })
    const { body } = await logInAs(host, tenant, person)
    mapProfile = () => ({ score: 'one' })
    expect((await logInAs(host, tenant, person)).body).toMatchObject({ code: 111 })
    expect(await host.accounts.sessions.list(body.objectId)).toHaveLength(1)
  })

  test('gives a user name that somebody else has: refused at first, kept as it was later', async () => {
    const [first, second] = [newPerson(), newPerson()]
    mapProfile = () => ({ username: first.sub })
    await logInAs(host, tenant, first)
    expect((await logInAs(host, tenant, second)).body).toMatchObject({ code: 202 })
    mapProfile = () => ({ username: second.sub })
    await logInAs(host, tenant, second)
    mapProfile = () => ({ username: first.sub })
    expect((await logInAs(host, tenant, second)).body).toMatchObject({ username: second.sub })
  })
})
