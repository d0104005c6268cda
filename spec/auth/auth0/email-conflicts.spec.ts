/** Somebody new at Auth0 whose e-mail address a user has already. */
import {
  logIn,
  logInAs,
  newPerson,
  signUp,
  startAuth0Host,
  storedUser,
  usersWhere,
} from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const start = async (onEmailConflict: 'refuse' | 'link', database: Parameters<typeof startAuth0Host>[1]) => {
  const tenant = await startTenant()
  return { tenant, host: await startAuth0Host(tenant, { ...database, auth0: { onEmailConflict } }) }
}

const expectNobody = async (host: Host, sub: string) =>
  expect(await usersWhere(host, { 'authData.auth0.id': sub })).toEqual([])

describeWithDatabase("auth0.onEmailConflict: 'refuse'", (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    ;({ tenant, host } = await start('refuse', { database: database() }))
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  test.each([true, false])(
    'refuses the address, verified (%s) or not, and says what to do',
    async (verified) => {
      const person = newPerson()
      await signUp(host, person.email, verified)
      const { status, body } = await logInAs(host, tenant, person)
      expect(status).toBe(400)
      expect(body).toMatchObject({ code: 203, error: expect.stringContaining('link it with Auth0 there') })
      await expectNobody(host, person.sub)
    },
  )

  test('refuses another case of the address', async () => {
    const person = newPerson()
    await signUp(host, person.email, true)
    const email = person.email.toUpperCase()
    expect((await logInAs(host, tenant, { ...person, email })).body).toMatchObject({ code: 203 })
    await expectNobody(host, person.sub)
  })

  test('asks /userinfo once about somebody who is refused', async () => {
    const { sub, email } = newPerson()
    await signUp(host, email, true)
    tenant.users.set(sub, { email, email_verified: true })
    const asked = tenant.requests.userInfo
    const { body } = await logIn(host, { access_token: await tenant.accessToken({ sub }) })
    expect(body).toMatchObject({ code: 203 })
    expect(tenant.requests.userInfo).toBe(asked + 1)
  })

  test('knows two people at Auth0 with one address apart', async () => {
    const { email } = newPerson()
    expect((await logInAs(host, tenant, newPerson({ email }))).status).toBe(201)
    expect((await logInAs(host, tenant, newPerson({ email }))).body).toMatchObject({ code: 203 })
  })
})

describeWithDatabase("auth0.onEmailConflict: 'link'", (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    ;({ tenant, host } = await start('link', { database: database() }))
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  test('logs in as the user whose address is verified on both sides', async () => {
    const person = newPerson()
    const { objectId, username } = await signUp(host, person.email, true)
    expect(await logInAs(host, tenant, person)).toMatchObject({ status: 200, body: { objectId, username } })
    expect((await storedUser(host, objectId)).authData).toEqual({ auth0: { id: person.sub } })
  })

  test('takes case variants of an address for the same', async () => {
    const person = newPerson()
    const { objectId } = await signUp(host, person.email, true)
    const email = person.email.toUpperCase()
    const stored = { email: person.email, emailVerified: true }
    expect((await logInAs(host, tenant, { ...person, email })).body).toMatchObject({ objectId, ...stored })
  })

  test.each([
    ['a final sigma', 'ς', 'σ'],
    ['another kana', 'あ', 'ア'],
    ['another width', 'ｂ', 'b'],
    ['a superscript', '²', '2'],
  ])('takes no other domain for the same, which a collation does: %s', async (_what, theirs, own) => {
    const { sub, email } = newPerson()
    const domain = (letter: string) => email.replace('example', `ex${letter}mple`)
    const { objectId } = await signUp(host, domain(theirs), true)
    const { body } = await logInAs(host, tenant, { sub, email: domain(own) })
    expect(body.objectId).not.toBe(objectId)
    expect((await storedUser(host, objectId)).authData).toBeUndefined()
  })

  test('leaves the other ways in of the user as they are', async () => {
    const person = newPerson()
    const { objectId } = await signUp(host, person.email, true)
    const anonymous = { id: 'c0ffee00-0000-4000-8000-000000000000' }
    await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { authData: { anonymous } } })
    await logInAs(host, tenant, person)
    expect((await storedUser(host, objectId)).authData).toEqual({ anonymous, auth0: { id: person.sub } })
  })

  test.each([
    ['verified at Auth0 only', false, true],
    ['verified here only', true, false],
    ['verified nowhere', false, false],
    ['verified as the text "true"', true, 'true'],
    ['verified as the text "false"', true, 'false'],
    ['verified as a number', true, 1],
    ['not said to be verified', true, undefined],
  ])('refuses an address that is %s, and says what to do', async (_what, verifiedHere, email_verified) => {
    const person = newPerson({ email_verified })
    const { objectId } = await signUp(host, person.email, verifiedHere)
    const { body } = await logInAs(host, tenant, person)
    expect(body).toMatchObject({ code: 203, error: expect.stringContaining('Verify the address') })
    expect((await storedUser(host, objectId)).authData).toBeUndefined()
    await expectNobody(host, person.sub)
  })

  test('refuses the address of a user who is linked with another subject', async () => {
    const owner = newPerson()
    const { objectId } = (await logInAs(host, tenant, owner)).body
    const other = newPerson({ email: owner.email })
    const { body } = await logInAs(host, tenant, other)
    expect(body).toMatchObject({ code: 203, error: expect.stringContaining('another Auth0 user') })
    expect((await storedUser(host, objectId)).authData).toEqual({ auth0: { id: owner.sub } })
  })

  test.each([
    ['an e-mail address', newPerson],
    ['none', () => newPerson({ email: undefined })],
  ])('lets a user with %s whom an operator has locked out in no more', async (_what, make) => {
    const person = make()
    const { objectId } = (await logInAs(host, tenant, person)).body
    await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { ACL: {} } })
    const { body } = await logInAs(host, tenant, person)
    expect(body).toMatchObject({ code: 208 })
    expect(await host.accounts.sessions.list(objectId)).toEqual([])
  })

  test('does not open the account of a user whom an operator has locked out', async () => {
    const person = newPerson()
    const { objectId } = await signUp(host, person.email, true)
    await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { ACL: {} } })
    const { status, body } = await logInAs(host, tenant, person)
    expect(status).toBe(400)
    expect(body.sessionToken).toBeUndefined()
    expect(await host.accounts.sessions.list(objectId)).toEqual([])
  })
})
