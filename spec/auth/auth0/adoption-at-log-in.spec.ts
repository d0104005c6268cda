/** Users whom the old rule has made, at their first log-in with Auth0. */
import { describeWithDatabase } from '../../support/database'
import { logInAs, newPerson, startAuth0Host } from '../../support/auth0-log-in'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const rulePassword = 'one password for all of them'

describeWithDatabase('the first log-in of a user whom the old rule has made', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant({ algorithm: 'ES256' })
    host = await startAuth0Host(tenant, {
      database: database(),
      auth0: { algorithms: ['ES256'], rulePassword },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const makeByRule = async (username: string, password = rulePassword) =>
    (await rest(host, 'POST', '/users', { body: { username, password } })).body as {
      objectId: string
      sessionToken: string
    }
  const logInByRule = (username: string) =>
    rest(host, 'GET', '/login', { query: { username, password: rulePassword } })

  test('by verified address is theirs: the password and the sessions from before are worth nothing', async () => {
    const person = newPerson()
    const { objectId, sessionToken } = await makeByRule(person.email)
    const { status, body } = await logInAs(host, tenant, person)
    expect(status).toBe(200)
    expect(body).toMatchObject({ objectId, email: person.email, authData: { auth0: { id: person.sub } } })
    expect((await rest(host, 'GET', '/users/me', { sessionToken })).body.code).toBe(209)
    expect((await logInByRule(person.email)).status).toBe(404)
    expect((await rest(host, 'GET', '/users/me', { sessionToken: body.sessionToken })).status).toBe(200)
    expect((await logInAs(host, tenant, person)).body.objectId).toBe(objectId)
  })

  test('by id is theirs, with an address that is not verified', async () => {
    const person = newPerson({ email_verified: false })
    const { objectId } = await makeByRule(person.sub)
    expect((await logInAs(host, tenant, person)).body.objectId).toBe(objectId)
  })

  test('of 20 log-ins at once all find them', async () => {
    const person = newPerson()
    const { objectId } = await makeByRule(person.email)
    const answers = await Promise.all(Array.from({ length: 20 }, () => logInAs(host, tenant, person)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(new Set(answers.map(({ body }) => body.objectId))).toEqual(new Set([objectId]))
  })

  test('adopts nobody by an address that is not verified', async () => {
    const person = newPerson({ email_verified: false })
    const { objectId } = await makeByRule(person.email)
    const { status, body } = await logInAs(host, tenant, person)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 203, error: expect.stringContaining('Verify the address') })
    expect((await logInByRule(person.email)).body).toMatchObject({ objectId })
    expect((await logInAs(host, tenant, { ...person, email_verified: true })).body).toMatchObject({
      objectId,
    })
  })

  test('adopts nobody by a name', async () => {
    const person = newPerson({ name: 'Ann Archer the First' })
    const { objectId } = await makeByRule('Ann Archer the First')
    expect((await logInAs(host, tenant, person)).body.objectId).not.toBe(objectId)
  })

  test('adopts nobody who has another password: somebody may have planted the account', async () => {
    const person = newPerson()
    const { objectId, sessionToken } = await makeByRule(person.email, 'another password')
    const { status, body } = await logInAs(host, tenant, person)
    expect(status).toBe(201)
    expect(body.objectId).not.toBe(objectId)
    expect((await rest(host, 'GET', '/users/me', { sessionToken })).status).toBe(200)
  })
})
