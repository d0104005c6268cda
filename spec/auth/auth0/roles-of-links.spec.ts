/** `auth0.roles` and the link that they came by: with it they come, and with it they go. */
import { logInAs, newPerson, signUp, startAuth0Host, storedUser } from '../../support/auth0-log-in'
import { fromNow } from '../../support/attacks/rows'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { rest, send } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const claim = 'https://example.com/roles'
const secret = 'a secret of an event stream, of 32 bytes'
const unlinked = { authData: { auth0: null } }

interface CloudUser {
  id: string
  set(fields: object): void
  save(fields: null, options: object): Promise<unknown>
}
interface Cloud {
  Cloud: { define(name: string, run: (request: { params: { id: string } }) => Promise<unknown>): void }
  User: new () => CloudUser
}
const cloud = (Parse: Cloud) =>
  Parse.Cloud.define('unlink', async ({ params }) => {
    const user = new Parse.User()
    user.id = params.id
    user.set(unlinked)
    await user.save(null, { useMasterKey: true })
  })

const updateUser = `mutation ($id: ID!, $authData: Object) {
  updateUser(input: { id: $id, fields: { authData: $authData } }) { user { objectId } }
}`

describeWithDatabase('roles of who is linked with Auth0', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      limits: false,
      auth0: { roles: { claim }, eventStream: { secret } },
      parseServer: { cloud },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const rolesOf = async (objectId: string) => {
    const where = { users: { __type: 'Pointer', className: '_User', objectId } }
    const { body } = await rest(host, 'GET', '/roles', { master: true, query: { where, order: 'name' } })
    return (body.results as { name: string }[]).map(({ name }) => name)
  }
  type Member = Awaited<ReturnType<typeof signUp>>
  const link = async ({ objectId, sessionToken }: Member, person: object, roles?: unknown) => {
    const auth0 = { id_token: await tenant.idToken({ ...person, [claim]: roles }) }
    const body = { authData: { auth0 } }
    expect((await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })).status).toBe(200)
  }
  /** With a password, and a role of the host's own. */
  const anAdmin = async () => {
    const member = await signUp(host, newPerson().email)
    const person = newPerson({ email: undefined })
    await link(member, person)
    await logInAs(host, tenant, { ...person, [claim]: ['admin'] })
    const users = {
      __op: 'AddRelation',
      objects: [{ __type: 'Pointer', className: '_User', objectId: member.objectId }],
    }
    const name = `own-${member.objectId}`
    await rest(host, 'POST', '/roles', { master: true, body: { name, ACL: {}, users } })
    return { ...member, person, own: [name] }
  }
  type Admin = Awaited<ReturnType<typeof anAdmin>>
  const path = ({ objectId }: Admin) => `/users/${objectId}`

  test('come with a link, as with a log-in', async () => {
    const member = await signUp(host, newPerson().email)
    await link(member, newPerson({ email: undefined }), ['admin'])
    expect(await rolesOf(member.objectId)).toEqual(['auth0-admin'])
  })

  test.each<[string, (admin: Admin) => Promise<{ status: number }>]>([
    ['by REST', (admin) => rest(host, 'PUT', path(admin), { ...admin, body: unlinked })],
    ['by an operator', (admin) => rest(host, 'PUT', path(admin), { master: true, body: unlinked })],
    [
      'by GraphQL',
      ({ objectId, sessionToken }) =>
        graphql(host, updateUser, { sessionToken, variables: { id: objectId, ...unlinked } }),
    ],
    [
      'in a batch',
      ({ objectId, sessionToken }) => {
        const request = { method: 'PUT', path: `/parse/users/${objectId}`, body: unlinked }
        return rest(host, 'POST', '/batch', { sessionToken, body: { requests: [request] } })
      },
    ],
    ['by Cloud Code', ({ objectId: id }) => rest(host, 'POST', '/functions/unlink', { body: { id } })],
    [
      'by Auth0, where the user was deleted',
      ({ person }) =>
        send(host, 'POST', `${host.url}/auth0/events`, {
          headers: { authorization: `Bearer ${secret}` },
          body: {
            type: 'user.deleted',
            time: new Date().toISOString(),
            data: { object: { user_id: person.sub } },
          },
        }),
    ],
  ])('go with the link, and no others: %s', async (_way, unlink) => {
    const admin = await anAdmin()
    const { objectId, own } = admin
    expect((await unlink(admin)).status).toBe(200)
    expect((await storedUser(host, objectId)).authData).toBeUndefined()
    expect(await rolesOf(objectId)).toEqual(own)
  })

  test('stay with who may not unlink', async () => {
    const person = { ...newPerson(), [claim]: ['admin'] }
    const { objectId, sessionToken } = (await logInAs(host, tenant, person)).body
    const refused = await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: unlinked })
    expect(refused.body.code).toBe(119)
    expect(await rolesOf(objectId)).toEqual(['auth0-admin'])
  })

  test.each([
    ['are those of the new one', ['editor'], ['auth0-editor']],
    ['are none where the new one says nothing of them', undefined, []],
  ])('of an identity that another one replaces %s', async (_what, roles, left) => {
    const admin = await anAdmin()
    await link(admin, newPerson({ email: undefined }), roles)
    expect(await rolesOf(admin.objectId)).toEqual([...left, ...admin.own])
  })

  test('stay with the same identity, and with other fields of the user', async () => {
    const admin = await anAdmin()
    await link(admin, admin.person)
    await rest(host, 'PUT', path(admin), { ...admin, body: { color: 'blue' } })
    expect(await rolesOf(admin.objectId)).toEqual(['auth0-admin', ...admin.own])
  })

  test('of a link come from no token that is older than what was told since', async () => {
    const admin = await anAdmin()
    await link(admin, admin.person, [])
    await link(admin, { ...admin.person, iat: fromNow(-60) }, ['admin'])
    expect(await rolesOf(admin.objectId)).toEqual(admin.own)
  })
})
