/** Log-ins with a credential of Auth0 beside another one: who comes in by one of them gets nothing of somebody else’s at Auth0. */
import { randomUUID } from 'node:crypto'
import { acme, acmeAuthData } from '../../support/acme'
import { logInAs, newPerson, startAuth0Host, storedUser } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const claim = 'https://example.com/roles'

describeWithDatabase('a log-in with a token of Auth0 beside another credential', (database) => {
  let tenant: Tenant
  let host: Host
  let asked: string[] = []
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      auth0: { roles: { claim } },
      parseServer: {
        auth: { acme },
        cloud: ({ Cloud }: typeof import('parse/node')) =>
          Cloud.beforeLogin(({ object }) => void asked.push(String(object.id))),
      },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const others: [string, () => object][] = [
    ['anonymous', () => ({ anonymous: { id: randomUUID() } })],
    ['another provider', () => acmeAuthData(randomUUID())],
  ]
  const put = (objectId: string, body: object) =>
    rest(host, 'PUT', `/users/${objectId}`, { master: true, body })
  const sessionsOf = async (objectId: string) => {
    const where = { user: { __type: 'Pointer', className: '_User', objectId } }
    return (await rest(host, 'GET', '/sessions', { master: true, query: { where } })).body.results
      .length as number
  }
  const admin = async () => ({
    auth0: { id_token: await tenant.idToken({ ...newPerson({ name: 'Admin' }), [claim]: ['admin'] }) },
  })

  test.each(others)(
    'of another subject than the user’s is refused, and changes nothing: %s',
    async (_name, make) => {
      const other = make()
      const { body: user } = await logInAs(host, tenant, newPerson())
      await put(user.objectId, { authData: other })
      const [before, sessions] = [await storedUser(host, user.objectId), await sessionsOf(user.objectId)]
      asked = []
      const { status, body } = await rest(host, 'POST', '/users', {
        body: { authData: { ...other, ...(await admin()) } },
      })
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { code: 208, error: 'this auth is already used' },
      })
      expect(asked).toEqual([])
      expect(await storedUser(host, user.objectId)).toEqual(before)
      expect(await sessionsOf(user.objectId)).toBe(sessions)
      const where = { name: 'auth0-admin' }
      const { body: roles } = await rest(host, 'GET', '/roles', { master: true, query: { where } })
      expect(roles.results).toEqual([])
    },
  )

  test('beside a password takes nothing of another subject', async () => {
    const { body: user } = await logInAs(host, tenant, newPerson())
    const named = { username: randomUUID(), password: 'correct horse' }
    await put(user.objectId, named)
    const before = await storedUser(host, user.objectId)
    await rest(host, 'POST', '/login', { body: { ...named, authData: await admin() } })
    expect(await storedUser(host, user.objectId)).toEqual(before)
  })

  test.each(others)('of the user’s own subject is let in: %s', async (_name, make) => {
    const [other, person] = [make(), newPerson()]
    const { body: user } = await logInAs(host, tenant, person)
    await put(user.objectId, { authData: other })
    const authData = { ...other, auth0: { id_token: await tenant.idToken(person) } }
    const { status, body } = await rest(host, 'POST', '/users', { body: { authData } })
    expect({ status, body }).toMatchObject({ status: 200, body: { objectId: user.objectId } })
  })

  test.each(others)('of nobody yet links it: %s', async (_name, make) => {
    const [other, person] = [make(), newPerson()]
    const { body: user } = await rest(host, 'POST', '/users', { body: { authData: other } })
    const authData = { ...other, auth0: { id_token: await tenant.idToken(person) } }
    const { body } = await rest(host, 'POST', '/users', { body: { authData } })
    expect(body).toMatchObject({ objectId: user.objectId, authData: { auth0: { id: person.sub } } })
  })
})
