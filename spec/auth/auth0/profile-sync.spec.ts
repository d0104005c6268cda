/** What later log-ins carry from Auth0 to the user. */
import { logIn, logInAs, newPerson, signUp, startAuth0Host, storedUser } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

describeWithDatabase('the profile of a user who logs in again', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, { database: database() })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const logInAgain = async (claims: Record<string, unknown>) => {
    const { status, body } = await logInAs(host, tenant, claims)
    expect(status).toBe(200)
    return storedUser(host, body.objectId)
  }

  test('gets what has changed at Auth0, and keeps the rest', async () => {
    const person = newPerson({ name: 'Old' })
    await logInAs(host, tenant, person, { phone: '1' })
    const { email } = newPerson()
    const fields = { name: 'New', email, emailVerified: true, nickname: 'ann', phone: '1' }
    expect(await logInAgain({ ...person, name: 'New', email })).toMatchObject(fields)
  })

  test('tells the client what has changed', async () => {
    const person = newPerson({ name: 'Old' })
    await logInAs(host, tenant, person)
    expect((await logInAs(host, tenant, { ...person, name: 'New' })).body).toMatchObject({ name: 'New' })
  })

  test('gets a language where there is none, and keeps the one that the user has chosen', async () => {
    const person = newPerson({ locale: undefined })
    const { objectId, sessionToken } = (await logInAs(host, tenant, person)).body
    expect(await logInAgain({ ...person, locale: 'fr' })).toMatchObject({ locale: 'fr' })
    await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { locale: 'de' } })
    expect(await logInAgain({ ...person, locale: 'fr' })).toMatchObject({ locale: 'de' })
  })

  test('is not written where nothing has changed', async () => {
    const person = newPerson()
    const { body } = await logInAs(host, tenant, person)
    const { updatedAt } = await storedUser(host, body.objectId)
    expect((await logInAgain(person)).updatedAt).toBe(updatedAt)
    expect((await logInAgain({ ...person, email: person.email.toUpperCase() })).updatedAt).toBe(updatedAt)
    expect((await logInAgain({ ...person, name: undefined, email: undefined })).updatedAt).toBe(updatedAt)
  })

  test('stays as it is at a log-in by access token', async () => {
    const person = newPerson({ name: 'Stays' })
    const { body } = await logInAs(host, tenant, person)
    await logIn(host, { access_token: await tenant.accessToken({ sub: person.sub, name: 'Goes' }) })
    expect(await storedUser(host, body.objectId)).toMatchObject({ name: 'Stays' })
  })

  test('gets an address where it had none', async () => {
    const person = newPerson()
    await logInAs(host, tenant, { ...person, email: undefined })
    expect(await logInAgain(person)).toMatchObject({ email: person.email, emailVerified: true })
  })

  test('leaves out the characters that a database can not hold', async () => {
    const person = newPerson({ name: 'A\u0000B', nickname: 'half \ud800' })
    const { status, body } = await logInAs(host, tenant, person)
    expect(status).toBe(201)
    expect(await storedUser(host, body.objectId)).toMatchObject({ name: 'AB', nickname: 'half \ufffd' })
    expect(await logInAgain({ ...person, name: '\u0000C' })).toMatchObject({ name: 'C' })
  })

  test('becomes verified with the same address, and stays so', async () => {
    const person = newPerson({ email_verified: false })
    await logInAs(host, tenant, person)
    expect(await logInAgain(person)).toMatchObject({ emailVerified: false })
    expect(await logInAgain({ ...person, email_verified: true })).toMatchObject({ emailVerified: true })
    expect(await logInAgain(person)).toMatchObject({ emailVerified: true })
    expect(await logInAgain({ ...person, email_verified: 'false' })).toMatchObject({ emailVerified: true })
  })

  test('is verified no longer with a new address that is not', async () => {
    const person = newPerson()
    await logInAs(host, tenant, person)
    const { email } = newPerson()
    const stored = await logInAgain({ ...person, email, email_verified: false })
    expect(stored).toMatchObject({ email, emailVerified: false })
  })

  test('keeps the e-mail address of a user who has a password', async () => {
    const { email, objectId, sessionToken } = await signUp(host, newPerson().email)
    const person = newPerson({ name: 'New' })
    const authData = { auth0: { id_token: await tenant.idToken(person) } }
    await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData } })
    expect(await logInAgain(person)).toMatchObject({ objectId, email, name: 'New' })
  })

  test('does not take an address that somebody else has, in whatever case', async () => {
    const [person, somebody] = [newPerson(), newPerson()]
    await logInAs(host, tenant, person)
    await logInAs(host, tenant, somebody)
    for (const email of [somebody.email, somebody.email.toUpperCase()]) {
      const stored = await logInAgain({ ...person, email, name: 'Goes On' })
      expect(stored).toMatchObject({ email: person.email, name: 'Goes On' })
    }
  })
})
