/** A link that goes while a log-in or a link is on its way takes along what that would have brought. */
import { randomUUID } from 'node:crypto'
import { logInAs, newPerson, signUp, startAuth0Host, storedUser } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { createGate } from '../../support/gate'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'
import type { Overrides } from '../../support/tenant/keys'

const claim = 'https://example.com/roles'

interface Server {
  User: unknown
  Cloud: {
    beforeLogin: (trigger: () => unknown) => void
    beforeSave: (className: string, trigger: () => unknown) => void
    afterSave: (of: unknown, trigger: () => unknown) => void
  }
}

describeWithDatabase('an identity that is unlinked meanwhile', (database) => {
  const gates = { beforeLogin: createGate(), ofRole: createGate(), afterSave: createGate() }
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      limits: false,
      auth0: { roles: { claim } },
      parseServer: {
        cloud: ({ Cloud, User }: Server) => {
          Cloud.beforeLogin(gates.beforeLogin.wait)
          Cloud.beforeSave('_Role', gates.ofRole.wait)
          Cloud.afterSave(User, gates.afterSave.wait)
        },
      },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  type Member = Awaited<ReturnType<typeof signUp>>
  const rolesOf = async ({ objectId }: Member) => {
    const where = { users: { __type: 'Pointer', className: '_User', objectId } }
    const { body } = await rest(host, 'GET', '/roles', { master: true, query: { where } })
    return (body.results as { name: string }[]).map(({ name }) => name)
  }
  const link = async ({ objectId, sessionToken }: Member, claims: Overrides) => {
    const body = { authData: { auth0: { id_token: await tenant.idToken(claims) } } }
    return rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })
  }
  const unlink = async ({ objectId }: Member) => {
    const body = { authData: { auth0: null } }
    expect((await rest(host, 'PUT', `/users/${objectId}`, { master: true, body })).status).toBe(200)
  }
  const remove = ({ objectId }: Member) => rest(host, 'DELETE', `/users/${objectId}`, { master: true })
  /** What Auth0 says of somebody by now. */
  const news = () => ({ name: 'New', [claim]: [`admin-${randomUUID()}`] })
  /** With a password, and linked already. */
  async function aMember() {
    const member = await signUp(host, newPerson().email)
    const person = newPerson({ email: undefined, name: 'Old' })
    expect((await link(member, person)).status).toBe(200)
    return { member, person }
  }

  test('while it is linked leaves neither roles nor a profile', async () => {
    const member = await signUp(host, newPerson().email)
    const { status } = await gates.afterSave.during(
      () => link(member, newPerson({ email: undefined, ...news() })),
      () => unlink(member),
    )
    expect(status).toBe(200)
    expect(await storedUser(host, member.objectId)).not.toHaveProperty('name')
    expect(await rolesOf(member)).toEqual([])
  })

  test.each<[string, (member: Member) => Promise<unknown>]>([
    ['an unlink', unlink],
    ['a deletion', remove],
  ])('while its log-in gives roles leaves none: by %s', async (_way, lose) => {
    const { member, person } = await aMember()
    await gates.ofRole.during(
      () => logInAs(host, tenant, { ...person, ...news() }),
      () => lose(member),
    )
    expect(await rolesOf(member)).toEqual([])
  })

  test('while its log-in is judged writes no profile and gives no roles', async () => {
    const { member, person } = await aMember()
    const { body } = await gates.beforeLogin.during(
      () => logInAs(host, tenant, { ...person, ...news() }),
      () => unlink(member),
    )
    expect(body).toEqual({ code: 101, error: 'This identity was unlinked meanwhile. Log in again.' })
    expect((await storedUser(host, member.objectId)).name).toBe('Old')
    expect(await rolesOf(member)).toEqual([])
  })

  test('and linked again by its user has the roles of the link', async () => {
    const { member, person } = await aMember()
    const said = { ...person, ...news() }
    await gates.ofRole.during(
      () => logInAs(host, tenant, said),
      async () => {
        await unlink(member)
        await link(member, said)
      },
    )
    expect(await rolesOf(member)).toEqual(said[claim].map((name) => `auth0-${name}`))
  })
})
