/** An address is verified by a link that was sent to it, by Auth0, or by an operator: by nothing else in a request. */
import { acme, acmeAuthData } from '../../support/acme'
import { logInAs, newPerson, signUp, storedUser, type UserBody } from '../../support/auth0-log-in'
import { describeWithDatabase, type TestDatabase } from '../../support/database'
import { type Host, type HostOptions, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { savingUsers, waysToWrite } from '../../support/own-row'
import { openAndPress, openPage, sendForm } from '../../support/pages'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

let mailbox: Mailbox
let tenant: Tenant
beforeAll(async () => {
  mailbox = await startMailbox()
  tenant = await startTenant()
})
afterAll(async () => {
  await mailbox.close()
  await tenant.close()
})

const nothing = { nosuch: null }
const update = (host: Host, { objectId, sessionToken }: UserBody, body: object) =>
  rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })

const startMailHost = (
  database: TestDatabase,
  parseServer: HostOptions['parseServer'] = {},
  auth0: Partial<HostOptions['auth0']> = {},
) =>
  startHost({
    database,
    email: { transport: mailbox.url, from: 'app@example.com' },
    auth0: { ...tenant.options, onEmailConflict: 'link', allowPassword: true, ...auth0 },
    parseServer: { auth: { acme }, verifyUserEmails: true, cloud: savingUsers, ...parseServer },
  })

describeWithDatabase('a changed address', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startMailHost(database())
  })
  afterAll(() => host.close())

  const verifiedUser = async () => (await signUp(host, newPerson().email, true)) as unknown as UserBody

  test.each(waysToWrite)('is unverified and gets its mail, by %s with authData too', async (_way, write) => {
    const user = await verifiedUser()
    const { email } = newPerson()
    expect(await write(host, user.sessionToken, user.objectId, { email, authData: nothing })).toMatchObject({
      status: 200,
    })
    expect(await storedUser(host, user.objectId)).toMatchObject({ email, emailVerified: false })
    const { links } = await mailbox.next({ to: email })
    await openAndPress(links[0]!)
    expect(await storedUser(host, user.objectId)).toMatchObject({ email, emailVerified: true })
  })

  test.each([
    ['another provider', () => acmeAuthData('changes')],
    ['two, one of them anonymous', () => ({ anonymous: null, ...acmeAuthData('changes too') })],
  ])('is unverified in a request that links %s', async (_what, authData) => {
    const user = await verifiedUser()
    const { email } = newPerson()
    expect((await update(host, user, { email, authData: authData() })).status).toBe(200)
    expect(await storedUser(host, user.objectId)).toMatchObject({ email, emailVerified: false })
    expect((await mailbox.next({ to: email })).links).toHaveLength(1)
  })

  test('is unverified when an identity of Auth0 with another address is linked', async () => {
    const user = await verifiedUser()
    const person = newPerson()
    const { email } = newPerson()
    const auth0 = { id_token: await tenant.idToken(person) }
    expect((await update(host, user, { email, authData: { auth0 } })).status).toBe(200)
    expect(await storedUser(host, user.objectId)).toMatchObject({ email, emailVerified: false })
  })

  test('is no longer verified by the link to the address before', async () => {
    const former = newPerson().email
    const user = (await signUp(host, former)) as unknown as UserBody
    const { links } = await mailbox.next({ to: former })
    const { email } = newPerson()
    await update(host, user, { email, authData: nothing })
    await openAndPress(links[0]!)
    expect(await storedUser(host, user.objectId)).toMatchObject({ email, emailVerified: false })
  })

  test('is verified by no link to the address before, nor is a password set by one, where Auth0 has changed it', async () => {
    const person = newPerson({ email_verified: false })
    const { objectId } = (await logInAs(host, tenant, person)).body
    const ask = async (path: string) => {
      expect((await rest(host, 'POST', path, { body: { email: person.email } })).status).toBe(200)
      return (await mailbox.next({ to: person.email })).links[0]!
    }
    const verification = await ask('/verificationEmailRequest')
    const reset = await openPage(await ask('/requestPasswordReset'))
    const { email } = newPerson()
    await logInAs(host, tenant, { ...person, email })
    await openAndPress(verification)
    expect(await storedUser(host, objectId)).toMatchObject({ email, emailVerified: false })
    expect((await sendForm(reset, { new_password: 'correct-horse' })).status).not.toBe(200)
  })

  test("does not make the account one that its owner's first log-in with Auth0 ends in", async () => {
    const victim = newPerson()
    const stranger = await verifiedUser()
    await update(host, stranger, { email: victim.email, authData: nothing })
    const { body } = await logInAs(host, tenant, victim)
    expect(body.objectId).not.toBe(stranger.objectId)
  })

  test('gets its mail at a sign-up with another provider', async () => {
    const { email } = newPerson()
    const body = { email, authData: acmeAuthData(`new ${email}`) }
    const { objectId } = (await rest(host, 'POST', '/users', { body })).body as UserBody
    expect(await storedUser(host, objectId)).toMatchObject({ email, emailVerified: false })
    const { links } = await mailbox.next({ to: email })
    await openAndPress(links[0]!)
    expect(await storedUser(host, objectId)).toMatchObject({ emailVerified: true })
  })

  test('that stays the same stays verified', async () => {
    const user = await verifiedUser()
    const { email } = await storedUser(host, user.objectId)
    await update(host, user, { email, nickname: 'Al', authData: acmeAuthData('same') })
    const stored = { email, emailVerified: true, nickname: 'Al' }
    expect(await storedUser(host, user.objectId)).toMatchObject(stored)
  })

  test('is verified where an operator says so, in the request that changes it', async () => {
    for (const authData of [undefined, acmeAuthData('by operator')]) {
      const user = await verifiedUser()
      const { email } = newPerson()
      const body = { email, emailVerified: true, authData }
      expect((await rest(host, 'PUT', `/users/${user.objectId}`, { master: true, body })).status).toBe(200)
      expect(await storedUser(host, user.objectId)).toMatchObject({ email, emailVerified: true })
    }
  })

  test('is unverified where an operator says nothing of it', async () => {
    const user = await verifiedUser()
    const { email } = newPerson()
    const body = { email, authData: nothing }
    await rest(host, 'PUT', `/users/${user.objectId}`, { master: true, body })
    expect(await storedUser(host, user.objectId)).toMatchObject({ email, emailVerified: false })
  })

  test('is verified by Auth0 at a sign-up, without a mail', async () => {
    const person = newPerson()
    const { body } = await logInAs(host, tenant, person)
    expect(body).toMatchObject({ email: person.email, emailVerified: true })
    expect(await storedUser(host, body.objectId)).toMatchObject({ emailVerified: true })
  })

  test('that a client adds to the identity of somebody without one is not verified', async () => {
    const person = newPerson({ email: undefined, email_verified: true })
    const { email } = newPerson()
    const { objectId } = (await logInAs(host, tenant, person, { email })).body
    expect(await storedUser(host, objectId)).toMatchObject({ email, emailVerified: false })
    expect((await mailbox.next({ to: email })).links).toHaveLength(1)
  })
})

describeWithDatabase('a changed address, where nobody asks for verification', (database) => {
  let host: Host
  afterEach(() => host.close())

  test.each([
    ['verifyUserEmails is off', false],
    ['verifyUserEmails answers no', () => false],
  ])('is not verified any more when %s', async (_when, verifyUserEmails) => {
    host = await startMailHost(database(), { verifyUserEmails })
    for (const authData of [undefined, nothing]) {
      const user = (await signUp(host, newPerson().email, true)) as unknown as UserBody
      const { email } = newPerson()
      expect((await update(host, user, { email, authData })).status).toBe(200)
      expect(await storedUser(host, user.objectId)).toMatchObject({ email, emailVerified: false })
      await update(host, user, { email: user.email, authData })
      expect(await storedUser(host, user.objectId)).toMatchObject({ emailVerified: false })
    }
  })

  test('that stays the same stays verified', async () => {
    host = await startMailHost(database(), { verifyUserEmails: false })
    const user = (await signUp(host, newPerson().email, true)) as unknown as UserBody
    await update(host, user, { email: user.email, nickname: 'Al' })
    expect(await storedUser(host, user.objectId)).toMatchObject({ emailVerified: true, nickname: 'Al' })
  })

  test('is not verified by a profile that has no address', async () => {
    const auth0 = { mapProfile: () => ({ emailVerified: true }) }
    host = await startMailHost(database(), { verifyUserEmails: true }, auth0)
    const { email } = newPerson()
    const { objectId } = (await logInAs(host, tenant, newPerson(), { email })).body
    expect(await storedUser(host, objectId)).toMatchObject({ email, emailVerified: false })
  })
})
