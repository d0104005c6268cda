/** The welcome comes once, when an account is ready, where the host wants it. */
import { newPerson, type Person } from '../../support/auth0-log-in'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { describeNotices, password, type TestUser } from '../../support/notices'
import { openAndPress } from '../../support/pages'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { startTenant, type Tenant } from '../../support/tenant'

const subject = 'Welcome to Spec App'
const notices = { welcome: true, accountUrl: 'https://example.com/account' }

let tenant: Tenant
beforeAll(async () => {
  tenant = await startTenant()
})
afterAll(() => tenant.close())

const byAuth0 = async (host: Host, claims: Person) => {
  const auth0 = { id_token: await tenant.idToken(claims) }
  const { body } = await rest(host, 'POST', '/users', { body: { authData: { auth0 } } })
  return body as TestUser
}

describeNotices(
  'the welcome, where addresses are not verified',
  async () => ({ notices, auth0: tenant.options }),
  (given) => {
    test('comes with the sign-up (REST)', async () => {
      const { newUser, mailTo, update, logIn } = given()
      const user = await newUser({ locale: 'de' })
      const mail = await mailTo(user)
      expect(mail.subject).toBe('Willkommen bei Spec App')
      expect(mail.links).toEqual(['https://example.com/account'])
      expect((await update(user, { nickname: 'Ann' })).status).toBe(200)
      expect((await logIn(user)).status).toBe(200)
    })

    test('comes with the sign-up (GraphQL)', async () => {
      const { host, mailTo } = given()
      const fields = `username: "graphql", password: "${password}", email: "graphql@example.com"`
      await graphql(host, `mutation { signUp(input: { fields: { ${fields} } }) { clientMutationId } }`)
      expect((await mailTo('graphql@example.com')).subject).toBe(subject)
    })

    test('comes with the first log-in by Auth0, for an address that is verified there', async () => {
      const person = newPerson()
      for (const claims of [person, person, newPerson({ email_verified: false })])
        await byAuth0(given().host, claims)
      expect((await given().mailTo(person.email)).subject).toBe(subject)
    })

    test('does not come for a sign-up that fails, or has no address', async () => {
      const { host } = given()
      const user = { username: 'nobody', password }
      expect((await rest(host, 'POST', '/users', { body: user })).status).toBe(201)
      const again = { ...user, email: 'nobody@example.com' }
      expect((await rest(host, 'POST', '/users', { body: again })).status).toBe(400)
    })
  },
)

describeNotices(
  'the welcome, where addresses are verified',
  async () => ({
    notices: { ...notices, emailChanged: false, emailChangeRequested: false },
    auth0: tenant.options,
    parseServer: { verifyUserEmails: true },
  }),
  (given) => {
    const linkTo = async (address: string) => (await given().mailTo(address)).links[0]!
    const isWelcomed = async (address: string) =>
      expect((await given().mailTo(address)).subject).toBe(subject)

    test('comes when the address is verified, however often its link is opened', async () => {
      const { email } = await given().newUser()
      const link = await linkTo(email)
      await Promise.all(Array.from({ length: 8 }, () => openAndPress(link)))
      await isWelcomed(email)
      await openAndPress(link)
    })

    test('does not come again for another address', async () => {
      const { newUser, update } = given()
      const user = await newUser()
      await openAndPress(await linkTo(user.email))
      await isWelcomed(user.email)
      await update(user, { email: `new-${user.email}` })
      await openAndPress(await linkTo(`new-${user.email}`))
    })

    test('comes for the address by which one that was wrong has been replaced', async () => {
      const { newUser, update } = given()
      const user = await newUser()
      await linkTo(user.email)
      await update(user, { email: `new-${user.email}` })
      await openAndPress(await linkTo(`new-${user.email}`))
      await isWelcomed(`new-${user.email}`)
    })

    test('does not come for another address of a user who was verified before there was a welcome', async () => {
      const { host, newUser, mailTo, update } = given()
      const user = await newUser()
      await mailTo(user)
      const { username, email } = user
      await configOf(host).database.update('_User', { username }, { emailVerified: true })
      await update(user, { email: `new-${email}` })
      await openAndPress(await linkTo(`new-${email}`))
    })

    test('comes when an operator says that the address is verified, but not each time', async () => {
      const { newUser, mailTo, operate } = given()
      const user = await newUser()
      await mailTo(user)
      for (const emailVerified of [true, false, true]) await operate(user, { emailVerified })
      await isWelcomed(user.email)
    })

    test('comes with the first log-in by Auth0, or when the address is verified there', async () => {
      const [one, other] = [newPerson(), newPerson({ email_verified: false })]
      for (const claims of [one, one, other, { ...other, email_verified: true }])
        await byAuth0(given().host, claims)
      await isWelcomed(one.email)
      await isWelcomed(other.email)
    })
  },
)

describeNotices('the welcome, as long as it is off', {}, (given) => {
  test('does not come', async () => {
    expect((await given().newUser()).objectId).toMatch(/./)
  })
})
