/** `auth0.roles`: a claim of the token becomes Parse Roles, within a prefix of their own. */
import { logIn, logInAs, newPerson, startAuth0Host } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const claim = 'https://example.com/roles'
const pointer = (objectId: string) => ({ __type: 'Pointer', className: '_User', objectId })

interface Cloud {
  Cloud: { beforeSave(type: unknown, trigger: () => Promise<unknown>): void }
  Role: unknown
}

/** What happens while a role is about to be written, once. */
let meanwhile: () => Promise<unknown> = () => Promise.resolve()
const cloud = (Parse: Cloud) =>
  Parse.Cloud.beforeSave(Parse.Role, () => {
    const action = meanwhile
    meanwhile = () => Promise.resolve()
    return action()
  })

describeWithDatabase('auth0.roles', (database) => {
  let tenant: Tenant
  let host: Host
  const warnings: string[] = []
  beforeAll(async () => {
    tenant = await startTenant()
    const loggerAdapter = {
      log: (level: string, message: string) => {
        if (level === 'warn') warnings.push(message)
      },
    }
    host = await startAuth0Host(tenant, {
      database: database(),
      auth0: { roles: { claim } },
      parseServer: { loggerAdapter, cloud },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const logInWith = async (person: Record<string, unknown>, roles: unknown) => {
    const { status, body } = await logInAs(host, tenant, { ...person, [claim]: roles })
    expect(status).toBeLessThan(300)
    return body as { objectId: string; sessionToken: string }
  }
  const rolesOf = async (objectId: string) => {
    const where = { users: pointer(objectId) }
    const { body } = await rest(host, 'GET', '/roles', { master: true, query: { where, order: 'name' } })
    return (body.results as { name: string }[]).map(({ name }) => name)
  }
  const makeRole = (name: string, objectId: string) =>
    rest(host, 'POST', '/roles', {
      master: true,
      body: { name, ACL: {}, users: { __op: 'AddRelation', objects: [pointer(objectId)] } },
    })

  test('are there at the first log-in, and follow the claim at later ones', async () => {
    const person = newPerson()
    const { objectId } = await logInWith(person, ['admin', 'editor'])
    expect(await rolesOf(objectId)).toEqual(['auth0-admin', 'auth0-editor'])
    await logInWith(person, ['editor', 'reader', 'reader'])
    expect(await rolesOf(objectId)).toEqual(['auth0-editor', 'auth0-reader'])
    await logInWith(person, [])
    expect(await rolesOf(objectId)).toEqual([])
  })

  test.each([undefined, null, 'admin', { admin: true }])(
    'stay as they are where the claim is %j',
    async (roles) => {
      const person = newPerson()
      const { objectId } = await logInWith(person, ['kept'])
      await logInWith(person, roles)
      expect(await rolesOf(objectId)).toEqual(['auth0-kept'])
    },
  )

  test('come from an access token too', async () => {
    const { sub } = newPerson()
    const { body } = await logIn(host, {
      access_token: await tenant.accessToken({ sub, [claim]: ['admin'] }),
    })
    expect(await rolesOf(body.objectId)).toEqual(['auth0-admin'])
  })

  test('leave those of other names alone', async () => {
    const person = newPerson()
    const { objectId } = await logInWith(person, ['admin'])
    const others = [`admin-${objectId}`, `other-admin-${objectId}`, `my-auth0-${objectId}`]
    for (const name of others) await makeRole(name, objectId)
    await logInWith(person, [])
    expect(await rolesOf(objectId)).toEqual(others.sort())
  })

  test('never become one without the prefix', async () => {
    const owner = await logInWith(newPerson(), [])
    await makeRole('admin', owner.objectId)
    const { objectId } = await logInWith(newPerson(), ['admin'])
    expect(await rolesOf(objectId)).toEqual(['auth0-admin'])
  })

  test('keep the users that they have', async () => {
    const first = await logInWith(newPerson(), ['shared'])
    const second = newPerson()
    await logInWith(second, ['shared'])
    await logInWith(second, [])
    expect(await rolesOf(first.objectId)).toEqual(['auth0-shared'])
  })

  test('are left out where Parse can not have their names, with a warning', async () => {
    const { objectId } = await logInWith(newPerson(), ['fine', 'not/fine', 'nö', '', 7, null])
    expect(await rolesOf(objectId)).toEqual(['auth0-fine'])
    expect(warnings.join()).toContain('auth0-not/fine')
  })

  test('are made once by log-ins at the same time', async () => {
    const name = `new-${newPerson().sub.slice(6)}`
    const people = Array.from({ length: 10 }, () => newPerson())
    const users = await Promise.all(people.map((person) => logInWith(person, [name])))
    for (const { objectId } of users) expect(await rolesOf(objectId)).toEqual([`auth0-${name}`])
    const where = { name: `auth0-${name}` }
    expect((await rest(host, 'GET', '/roles', { master: true, query: { where } })).body.results).toHaveLength(
      1,
    )
  })

  test('are given too where another node makes them in the meantime', async () => {
    const other = await logInWith(newPerson(), [])
    meanwhile = () => makeRole('auth0-meanwhile', other.objectId)
    const { objectId } = await logInWith(newPerson(), ['meanwhile'])
    for (const id of [objectId, other.objectId]) expect(await rolesOf(id)).toEqual(['auth0-meanwhile'])
  })

  test('are invisible to users', async () => {
    const { sessionToken } = await logInWith(newPerson(), ['hidden'])
    const where = { name: 'auth0-hidden' }
    expect((await rest(host, 'GET', '/roles', { sessionToken, query: { where } })).body.results).toEqual([])
  })

  test('count for access control at once, and no longer when they are gone', async () => {
    const ACL = { 'role:auth0-club': { read: true } }
    const { body } = await rest(host, 'POST', '/classes/Secret', { master: true, body: { ACL } })
    const read = async ({ sessionToken }: { sessionToken: string }) =>
      (await rest(host, 'GET', `/classes/Secret/${body.objectId}`, { sessionToken })).status
    const person = newPerson()
    expect(await read(await logInWith(person, []))).toBe(404)
    expect(await read(await logInWith(person, ['club']))).toBe(200)
    expect(await read(await logInWith(person, []))).toBe(404)
  })

  test('let nobody in while they can not be written', async () => {
    const label = { type: 'String', required: true }
    await rest(host, 'PUT', '/schemas/_Role', { master: true, body: { fields: { label } } })
    const { body } = await logInAs(host, tenant, newPerson({ [claim]: ['unlabelled'] }))
    await rest(host, 'PUT', '/schemas/_Role', {
      master: true,
      body: { fields: { label: { __op: 'Delete' } } },
    })
    expect(body).toEqual({ code: 142, error: 'label is required' })
  })
})
