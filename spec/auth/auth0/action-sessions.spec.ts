/** Whose session an Action gets: never one that belongs to somebody else by now. */
import { describeWithDatabase } from '../../support/database'
import { actionSecret, assertionClaims, signAssertion } from '../../support/assertions'
import { newPerson, startAuth0Host } from '../../support/auth0-log-in'
import { fromNow } from '../../support/attacks/rows'
import type { Host } from '../../support/host'
import { rest, send } from '../../support/rest'
import { rowsOf } from '../../support/session-rows'
import { startTenant, type Tenant } from '../../support/tenant'

/** Whether users log in with a verified address only. */
let isStrict = false

interface Session {
  sessionToken: string
  userId: string
  expiresAt: string
}

describeWithDatabase('the session of an Auth0 session', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, {
      database: database(),
      auth0: { actionSecrets: [actionSecret], actionSessionSeconds: 600, roles: { claim: 'roles' } },
      email: { transport: 'smtp://127.0.0.1:9', from: 'app@example.com' },
      parseServer: { verifyUserEmails: true, preventLoginWithUnverifiedEmail: () => isStrict },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const post = async (claims: Record<string, unknown>) => {
    const url = `${host.url}/auth0/session`
    const authorization = `Bearer ${await signAssertion(assertionClaims(url, claims))}`
    const { status, body } = await send(host, 'POST', url, { headers: { authorization } })
    return { status, ...(body as Session) }
  }
  const asOperator = (method: string, path: string, body?: object) =>
    rest(host, method, path, { master: true, ...(body && { body }) })
  const setExpiry = async ({ userId }: Session, expiresAt: object) => {
    const [session] = await host.accounts.sessions.list(userId)
    await asOperator('PUT', `/sessions/${String(session?.id)}`, { expiresAt })
  }
  const inSeconds = (seconds: number) => ({
    __type: 'Date',
    iso: new Date(Date.now() + seconds * 1000).toISOString(),
  })

  test('is taken up while half of its life is left, with its own end', async () => {
    const person = newPerson({ sid: 'half' })
    const first = await post(person)
    const end = inSeconds(330)
    await setExpiry(first, end)
    expect(await post(person)).toEqual({ ...first, expiresAt: end.iso })
    await setExpiry(first, inSeconds(270))
    const second = await post(person)
    expect(second).toMatchObject({ status: 200, userId: first.userId })
    expect(second.sessionToken).not.toBe(first.sessionToken)
  })

  test('is taken up by who the user is by now: with the roles, the name and the address', async () => {
    const person = { ...newPerson({ sid: 'changes', email_verified: true }), iat: fromNow(-10) }
    const first = await post({ ...person, roles: ['admin'] })
    const rolesOf = async () => {
      const where = { users: { __type: 'Pointer', className: '_User', objectId: first.userId } }
      const { body } = await rest(host, 'GET', '/roles', { master: true, query: { where } })
      return (body.results as { name: string }[]).map(({ name }) => name)
    }
    expect(await rolesOf()).toEqual(['auth0-admin'])
    const changed = { ...person, iat: fromNow(-5), name: 'New', roles: [] }
    expect((await post(changed)).sessionToken).toBe(first.sessionToken)
    expect(await rolesOf()).toEqual([])
    expect((await asOperator('GET', `/users/${first.userId}`)).body.name).toBe('New')

    isStrict = true
    const other = { ...changed, iat: fromNow(0), email: `new-${person.email}`, email_verified: false }
    const { status, sessionToken } = await post(other)
    isStrict = false
    expect({ status, sessionToken }).toEqual({ status: 403, sessionToken: undefined })
  })

  test('is not taken up when an operator has taken its end away', async () => {
    const person = newPerson({ sid: 'endless' })
    const first = await post(person)
    await setExpiry(first, { __op: 'Delete' })
    const second = await post(person)
    expect(second.status).toBe(200)
    expect(second.sessionToken).not.toBe(first.sessionToken)
  })

  test('is nobody else’s, whose token names the same one', async () => {
    const first = await post(newPerson({ sid: 'shared' }))
    const second = await post(newPerson({ sid: 'shared' }))
    expect(second.status).toBe(200)
    expect(second.userId).not.toBe(first.userId)
    expect(second.sessionToken).not.toBe(first.sessionToken)
  })

  test('without a name is not taken up', async () => {
    const person = newPerson({ sid: '' })
    const [first, second] = [await post(person), await post(person)]
    expect(second.userId).toBe(first.userId)
    expect(second.sessionToken).not.toBe(first.sessionToken)
  })

  test('of a user who was deleted gives way to that of a new one', async () => {
    const person = newPerson({ sid: 'deleted' })
    const first = await post(person)
    await asOperator('DELETE', `/users/${first.userId}`)
    const second = await post(person)
    expect(second.status).toBe(200)
    expect(second.userId).not.toBe(first.userId)
  })

  test('of a user who was unlinked gives way to that of a new one', async () => {
    const person = newPerson({ sid: 'unlinked', email: undefined })
    const first = await post(person)
    await asOperator('PUT', `/users/${first.userId}`, { authData: { auth0: null } })
    const second = await post(person)
    expect(second.status).toBe(200)
    expect(second.userId).not.toBe(first.userId)
  })

  test('is not handed out for a user who is locked out', async () => {
    const person = newPerson({ sid: 'locked' })
    const first = await post(person)
    await asOperator('PUT', `/users/${first.userId}`, { ACL: {} })
    const { status, sessionToken } = await post(person)
    expect({ status, sessionToken }).toEqual({ status: 403, sessionToken: undefined })
  })
})

describeWithDatabase('the session of an Auth0 session, where sessions are shorter', (database) => {
  test('has the length of sessions, says so, and is taken up for half of that', async () => {
    const tenant = await startTenant()
    const host = await startAuth0Host(tenant, {
      database: database(),
      auth0: { actionSecrets: [actionSecret], actionSessionSeconds: 600 },
      parseServer: { sessionLength: 240 },
    })
    const url = `${host.url}/auth0/session`
    const person = newPerson({ sid: 'short' })
    const post = async () => {
      const authorization = `Bearer ${await signAssertion(assertionClaims(url, person))}`
      return (await send(host, 'POST', url, { headers: { authorization } })).body as Session
    }
    const first = await post()
    expect(Date.parse(first.expiresAt)).toBeLessThanOrEqual(Date.now() + 240_000)
    const [row] = await rowsOf(host, first.userId)
    expect(first.expiresAt).toBe(row?.expiresAt?.iso)
    expect(await post()).toEqual(first)
    await host.close()
    await tenant.close()
  })
})
