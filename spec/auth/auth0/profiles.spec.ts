/** What a user gets from Auth0 at the first log-in. */
import { logIn, logInAs, newPerson, startAuth0Host, storedUser, usersWhere } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { startTenant, type Tenant } from '../../support/tenant'

interface Trigger {
  object: {
    get(field: string): unknown
    set(field: string, value: unknown): void
    unset(field: string): void
  }
}

const seen: unknown[] = []

/** The host's own trigger: it sees the profile, and has the last word. */
function beforeSave({ object }: Trigger): void {
  seen.push(object.get('email'))
  if (object.get('name') === 'Rename Me') object.set('name', 'Renamed')
  if (object.get('name') === 'Rename Me Not') object.unset('picture')
}

describeWithDatabase('the profile of a user who is new', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    const cloud = (Parse: {
      Cloud: { beforeSave: (type: unknown, trigger: unknown) => void }
      User: unknown
    }) => Parse.Cloud.beforeSave(Parse.User, beforeSave)
    host = await startAuth0Host(tenant, { database: database(), parseServer: { cloud } })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  test('has the standard claims of the ID token', async () => {
    const person = newPerson({ nickname: 'nony' })
    const { body } = await logInAs(host, tenant, person)
    const fields = {
      email: person.email,
      emailVerified: true,
      name: 'Ann Archer',
      nickname: 'nony',
      givenName: 'Ann',
      familyName: 'Archer',
      picture: 'https://example.com/ann.png',
      locale: 'en',
    }
    expect(body).toMatchObject(fields)
    expect(await storedUser(host, body.objectId)).toMatchObject(fields)
  })

  test.each([
    ['false', false],
    ['the text "true"', 'true'],
    ['the text "false"', 'false'],
    ['missing', undefined],
  ])('has an unverified address where email_verified is %s', async (_what, email_verified) => {
    const { body } = await logInAs(host, tenant, newPerson({ email_verified }))
    expect(await storedUser(host, body.objectId)).toMatchObject({ emailVerified: false })
  })

  test('lacks what the token lacks, or has as another type', async () => {
    const claims = { email: undefined, name: undefined, nickname: 7, picture: { url: 'x' }, locale: null }
    const { body } = await logInAs(host, tenant, newPerson(claims))
    const stored = await storedUser(host, body.objectId)
    for (const field of ['email', 'emailVerified', 'name', 'nickname', 'picture', 'locale'])
      expect(stored).not.toHaveProperty(field)
  })

  test("is visible to the host's beforeSave, whose changes win", async () => {
    const person = newPerson({ name: 'Rename Me' })
    const { body } = await logInAs(host, tenant, person)
    expect(seen).toContain(person.email)
    expect(body).toMatchObject({ name: 'Renamed' })
    expect(await storedUser(host, body.objectId)).toMatchObject({ name: 'Renamed', email: person.email })
  })

  test("lacks what the host's beforeSave takes away", async () => {
    const { body } = await logInAs(host, tenant, newPerson({ name: 'Rename Me Not' }))
    expect(body).not.toHaveProperty('picture')
    expect(await storedUser(host, body.objectId)).not.toHaveProperty('picture')
  })

  test('wins over what the client says of itself', async () => {
    const person = newPerson()
    const { body } = await logInAs(host, tenant, person, { email: 'eve@example.com', name: 'Eve' })
    expect(await storedUser(host, body.objectId)).toMatchObject({ email: person.email, name: 'Ann Archer' })
  })

  test('does not let a client verify an address by itself', async () => {
    const { body } = await logInAs(host, tenant, newPerson({ email: undefined }), { emailVerified: true })
    expect(body).toMatchObject({ code: 119 })
  })

  test('comes from /userinfo where an access token is sent, at the first log-in only', async () => {
    const { sub, email } = newPerson()
    tenant.users.set(sub, { email, email_verified: true, name: 'Uma' })
    const asked = tenant.requests.userInfo
    const access_token = await tenant.accessToken({ sub })
    const first = await logIn(host, { access_token })
    expect(first).toMatchObject({ status: 201, body: { email, emailVerified: true, name: 'Uma' } })
    tenant.users.set(sub, { email, email_verified: true, name: 'Una' })
    expect(await logIn(host, { access_token })).toMatchObject({ status: 200, body: { name: 'Uma' } })
    expect(tenant.requests.userInfo).toBe(asked + 1)
  })

  test('is empty where the access token is not for /userinfo', async () => {
    const { sub } = newPerson()
    const { body } = await logIn(host, {
      access_token: await tenant.accessToken({ sub, aud: [tenant.audience] }),
    })
    expect(await storedUser(host, body.objectId)).not.toHaveProperty('email')
  })

  test('creates nobody while /userinfo is down, and says so', async () => {
    const { sub } = newPerson()
    const access_token = await tenant.accessToken({ sub })
    tenant.failUserInfo('down')
    const { body } = await logIn(host, { access_token })
    tenant.failUserInfo()
    expect(body).toMatchObject({ code: 100, error: expect.stringContaining('Try again') })
    expect(await usersWhere(host, { 'authData.auth0.id': sub })).toEqual([])
    expect((await logIn(host, { access_token })).status).toBe(201)
  })
})
