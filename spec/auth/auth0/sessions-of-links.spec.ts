/** Sessions by Auth0 of an account that another identity has now, or none: who was unlinked acts as its user no longer. */
import { logInAs, newPerson, signUp, startAuth0Host } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { rowsOf } from '../../support/session-rows'
import { startTenant, type Tenant } from '../../support/tenant'

const unlinked = { authData: { auth0: null } }
const updateUser = `mutation ($id: ID!, $authData: Object) {
  updateUser(input: { id: $id, fields: { authData: $authData } }) { user { objectId } }
}`

describeWithDatabase('sessions of who is linked with Auth0', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, { database: database(), limits: false })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  type Asker = { sessionToken: string } | { master: true } | ReturnType<typeof bearer>
  const change = (objectId: string, by: Asker, body: object) =>
    rest(host, 'PUT', `/users/${objectId}`, { ...by, body })
  const linkWith = async ({ sub }: { sub: string }) => ({
    authData: { auth0: { id_token: await tenant.idToken({ sub }) } },
  })
  const whoIs = async (by: Asker) => (await rest(host, 'GET', '/users/me', by)).body.objectId as unknown

  /** With a password, and three sessions beside its own: two by ID tokens, and one of an access token. */
  const aMember = async () => {
    const { objectId, sessionToken: own } = await signUp(host, newPerson().email)
    const person = newPerson({ email: undefined })
    await change(objectId, { sessionToken: own }, await linkWith(person))
    const [here, there] = [await logInAs(host, tenant, person), await logInAs(host, tenant, person)]
    const token = await tenant.accessToken({ sub: person.sub })
    const by = {
      own: { sessionToken: own },
      here: { sessionToken: here.body.sessionToken },
      there: { sessionToken: there.body.sessionToken },
      token: bearer(token),
    }
    const acting = async () => {
      const found = await Promise.all(Object.entries(by).map(async ([name, as]) => [name, await whoIs(as)]))
      return found.filter(([, id]) => id === objectId).map(([name]) => name)
    }
    expect(await acting()).toEqual(['own', 'here', 'there', 'token'])
    return { objectId, person, token, by, acting }
  }
  type Member = Awaited<ReturnType<typeof aMember>>

  test.each<[string, (member: Member) => Promise<{ status: number }>]>([
    ['by REST', ({ objectId, by }) => change(objectId, by.own, unlinked)],
    ['by an operator', ({ objectId }) => change(objectId, { master: true }, unlinked)],
    [
      'by GraphQL',
      ({ objectId, by }) =>
        graphql(host, updateUser, { ...by.own, variables: { id: objectId, ...unlinked } }),
    ],
    [
      'in a batch',
      ({ objectId, by }) => {
        const request = { method: 'PUT', path: `/parse/users/${objectId}`, body: unlinked }
        return rest(host, 'POST', '/batch', { ...by.own, body: { requests: [request] } })
      },
    ],
  ])('end with the link, and no others: %s', async (_way, unlink) => {
    const member = await aMember()
    expect((await unlink(member)).status).toBe(200)
    expect(await member.acting()).toEqual(['own'])
  })

  test('end when another identity takes the place of theirs', async () => {
    const { objectId, by, acting } = await aMember()
    const other = newPerson({ email: undefined })
    expect((await change(objectId, by.own, await linkWith(other))).status).toBe(200)
    expect(await acting()).toEqual(['own'])
    expect((await logInAs(host, tenant, other)).body.objectId).toBe(objectId)
  })

  test('stay where the same identity is linked again, and where nothing is unlinked', async () => {
    const { objectId, person, by, acting } = await aMember()
    await change(objectId, by.own, await linkWith(person))
    await change(objectId, by.own, { color: 'blue' })
    expect((await change(objectId, { master: true }, { authData: { acme: null } })).status).toBeLessThan(500)
    expect(await acting()).toEqual(['own', 'here', 'there', 'token'])
  })

  test('end but for the one that asks', async () => {
    const { objectId, by, acting } = await aMember()
    expect((await change(objectId, by.here, unlinked)).status).toBe(200)
    expect(await acting()).toEqual(['own', 'here'])
  })

  test('end where an access token asks, for it is of nobody here from then on', async () => {
    const { objectId, by, acting } = await aMember()
    expect((await change(objectId, by.token, unlinked)).status).toBe(200)
    expect(await acting()).toEqual(['own'])
    expect((await rest(host, 'GET', '/users/me', by.token)).status).toBe(401)
  })

  test('are none of the next account that has the identity, whose new tokens act as that', async () => {
    const { objectId, person, by } = await aMember()
    await change(objectId, by.own, unlinked)
    const next = await signUp(host, newPerson().email)
    expect((await change(next.objectId, next, await linkWith(person))).status).toBe(200)
    expect((await rest(host, 'GET', '/users/me', by.token)).status).toBe(401)
    const token = await tenant.accessToken({ sub: person.sub, scope: 'new' })
    expect(await whoIs(bearer(token))).toBe(next.objectId)
  })

  test('of an access token let nobody act whose link was taken elsewhere, and end', async () => {
    const { objectId, by, acting } = await aMember()
    const row = (await rowsOf(host, objectId)).find(({ sessionToken }) => sessionToken.includes('-'))
    await change(objectId, by.own, unlinked)
    const { sessionToken, user, createdWith, expiresAt } = row!
    // As it is left by a node that knows nothing of the unlink.
    const body = { sessionToken, user, createdWith, expiresAt }
    expect((await rest(host, 'POST', '/sessions', { master: true, body })).status).toBe(201)
    expect((await rest(host, 'GET', '/users/me', by.token)).status).toBe(401)
    expect(await acting()).toEqual(['own'])
    expect(await rowsOf(host, objectId)).toHaveLength(1)
  })
})
