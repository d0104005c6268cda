/** Roles under the prefix of `auth0.roles` are the server's: nobody else makes one, and what others have written is not trusted. */
import { logInAs, newPerson, signUp, startAuth0Host } from '../../support/auth0-log-in'
import { describeWithDatabase, type TestDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const claim = 'https://example.com/roles'
const pointer = (objectId: string) => ({ __type: 'Pointer', className: '_User', objectId })
const members = (objectId: string) => ({ __op: 'AddRelation', objects: [pointer(objectId)] })
const all = { '*': true }
/** As parse-server has it: clients make roles. */
const openRoles = { find: all, get: all, count: all, create: all, update: all, delete: all, addField: all }

type User = Awaited<ReturnType<typeof signUp>>

describeWithDatabase('roles under the prefix of auth0.roles', (database) => {
  let tenant: Tenant
  let host: Host
  const warnings: string[] = []
  const loggerAdapter = {
    log: (level: string, message: string) => {
      if (level === 'warn') warnings.push(message)
    },
  }
  const start = async (at: TestDatabase, auth0: object = { roles: { claim } }) => {
    host = await startAuth0Host(tenant, {
      database: at,
      auth0,
      parseServer: { loggerAdapter },
    })
    const body = { classLevelPermissions: openRoles }
    await rest(host, 'PUT', '/schemas/_Role', { master: true, body })
  }
  beforeAll(async () => {
    tenant = await startTenant()
    await start(database())
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  let count = 0
  const newName = () => `role${++count}`
  const owned = ({ objectId }: User, name: string) => ({
    name,
    ACL: { [objectId]: { read: true, write: true } },
    users: members(objectId),
  })
  const refusedByName = { code: 119, error: expect.stringContaining('auth0-') as string }
  const roleNamed = async (name: string) => {
    const { body } = await rest(host, 'GET', '/roles', { master: true, query: { where: { name } } })
    return (body.results as { objectId: string }[])[0]
  }
  const membersOf = async (name: string) => {
    const role = await roleNamed(name)
    const object = { __type: 'Pointer', className: '_Role', objectId: role?.objectId }
    const where = { $relatedTo: { object, key: 'users' } }
    const { body } = await rest(host, 'GET', '/users', { master: true, query: { where } })
    return (body.results as { objectId: string }[]).map(({ objectId }) => objectId)
  }
  const logInWith = async (role: string) => {
    const { status, body } = await logInAs(host, tenant, newPerson({ [claim]: [role] }))
    expect({ status, body }).toMatchObject({ status: 201 })
    return body.objectId
  }

  const post = async (path: string, { sessionToken }: User, body: object) =>
    (await rest(host, 'POST', path, { sessionToken, body })).body as unknown

  test.each<[string, (user: User, name: string) => Promise<unknown>]>([
    ['POST /roles', (user, name) => post('/roles', user, owned(user, name))],
    ['POST /classes/_Role', (user, name) => post('/classes/_Role', user, owned(user, name))],
    [
      '/batch',
      async (user, name) => {
        const requests = [{ method: 'POST', path: '/parse/roles', body: owned(user, name) }]
        return ((await post('/batch', user, { requests })) as { error: unknown }[])[0]?.error
      },
    ],
    [
      'GraphQL',
      async (user, name) => {
        const mutation =
          'mutation ($fields: CreateRoleFieldsInput) { createRole(input: { fields: $fields }) { role { id } } }'
        const fields = { name, ACL: { users: [{ userId: user.objectId, read: true, write: true }] } }
        const { sessionToken } = user
        const { body } = await graphql(host, mutation, { sessionToken, variables: { fields } })
        const [error] = (body as { errors: { message: string; extensions: { code: number } }[] }).errors
        return { code: error?.extensions.code, error: error?.message }
      },
    ],
  ])('are not made by clients: %s', async (_name, make) => {
    const user = await signUp(host, newPerson().email)
    const name = `auth0-${newName()}`
    expect(await make(user, name)).toMatchObject(refusedByName)
    expect(await roleNamed(name)).toBeUndefined()
  })

  test('are not made by clients who rename one, or take one over', async () => {
    const user = await signUp(host, newPerson().email)
    const { sessionToken } = user
    const made = await rest(host, 'POST', '/roles', { sessionToken, body: owned(user, newName()) })
    expect(made.status).toBe(201)
    const path = `/roles/${String(made.body.objectId)}`
    const name = `auth0-${newName()}`
    const renamed = await rest(host, 'PUT', path, { sessionToken, body: { name } })
    expect(renamed.status).toBeGreaterThanOrEqual(400)
    expect(await roleNamed(name)).toBeUndefined()
  })

  test('are made, and mirrored into, where the master key makes them', async () => {
    const name = newName()
    const body = { name: `auth0-${name}`, ACL: {} }
    expect((await rest(host, 'POST', '/roles', { master: true, body })).status).toBe(201)
    const admin = await logInWith(name)
    expect(await membersOf(`auth0-${name}`)).toEqual([admin])
  })

  test.each<[string, object | undefined]>([
    ['all', { '*': { write: true } }],
    ['a user', { someone123: { read: true, write: true } }],
    ['a role', { 'role:managers': { write: true } }],
  ])('are not mirrored into, and reported, while %s may write them', async (_name, ACL) => {
    const name = newName()
    await rest(host, 'POST', '/roles', { master: true, body: { name: `auth0-${name}`, ACL } })
    await logInWith(name)
    expect(await membersOf(`auth0-${name}`)).toEqual([])
    expect(warnings.join('\n')).toContain(`auth0-${name}`)
  })

  test('are not mirrored into after a client has changed them', async () => {
    const user = await signUp(host, newPerson().email)
    const name = newName()
    const body = { name: `auth0-${name}`, ACL: { [user.objectId]: { read: true, write: true } } }
    const { objectId } = (await rest(host, 'POST', '/roles', { master: true, body })).body
    const path = `/roles/${String(objectId)}`
    const { sessionToken } = user
    for (const change of [{ users: members(user.objectId) }, { ACL: {} }])
      expect((await rest(host, 'PUT', path, { sessionToken, body: change })).status).toBe(200)
    await logInWith(name)
    expect(await membersOf(`auth0-${name}`)).toEqual([user.objectId])
    expect(warnings.join('\n')).toContain(`auth0-${name}`)
  })

  test('are not mirrored into where clients made them before, and gave up their rights', async () => {
    await host.close()
    await start(database(), {})
    const user = await signUp(host, newPerson().email)
    const { sessionToken } = user
    const names = [newName(), newName()]
    for (const name of names) {
      const { status, body } = await rest(host, 'POST', '/roles', {
        sessionToken,
        body: owned(user, `auth0-${name}`),
      })
      expect(status).toBe(201)
      if (name === names[0])
        await rest(host, 'PUT', `/roles/${String(body.objectId)}`, { sessionToken, body: { ACL: {} } })
    }
    await host.close()
    await start(database())
    for (const name of names) {
      await logInWith(name)
      expect(await membersOf(`auth0-${name}`)).toEqual([user.objectId])
      expect(warnings.join('\n')).toContain(`auth0-${name}`)
    }
  })
})
