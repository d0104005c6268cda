/** An account that was locked is told of once, with the way out that there is. */
import { graphql } from '../../support/graphql'
import { newPerson } from '../../support/auth0-log-in'
import { describeNotices, type NoticesGiven, password, type TestUser } from '../../support/notices'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { startTenant, type Tenant } from '../../support/tenant'

const subject = 'Your Spec App account is locked for now'

/** Failed log-ins at once, in a language of their sender. */
async function failToLogIn(given: NoticesGiven, { username }: Pick<TestUser, 'username'>, times: number) {
  const body = { username, password: 'wrong' }
  const headers = { 'Accept-Language': 'fr' }
  const attempts = Array.from({ length: times }, () => rest(given.host, 'POST', '/login', { headers, body }))
  return (await Promise.all(attempts)).map((answer) => answer.body as { code: number; error: string })
}

/** Ends the lock, as its time would. */
async function expire({ host }: NoticesGiven, { objectId }: TestUser): Promise<void> {
  const past = { __type: 'Date', iso: new Date(Date.now() - 1).toISOString() }
  await configOf(host).database.update('_User', { objectId }, { _account_lockout_expires_at: past })
}

const lockedNotice = async (given: NoticesGiven, user: TestUser) => {
  const mail = await given.mailTo(user)
  expect(mail.subject).toBe(subject)
  return mail
}

describeNotices(
  'the notice of a locked account',
  {
    parseServer: { accountLockout: { duration: 5, threshold: 3 } },
    notices: { accountUrl: 'https://example.com/account' },
  },
  (given) => {
    test('comes with the last failed log-in, tells until when, and has a link that unlocks', async () => {
      const { host, newUser, logIn } = given()
      const user = await newUser()
      const [first, second, third] = [
        ...(await failToLogIn(given(), user, 1)),
        ...(await failToLogIn(given(), user, 1)),
        ...(await failToLogIn(given(), user, 1)),
      ]
      expect([second, third]).toEqual([first, first])
      expect((await logIn(user)).status).toBe(404)
      const { text, links } = await lockedNotice(given(), user)
      expect(text.replace(/\s+/g, ' ')).toMatch(/locked your account until .*20\d\d/)
      expect(links).toHaveLength(1)
      expect(links[0]).toContain('/request_password_reset?token=')

      expect((await fetch(links[0]!)).status).toBe(200)
      const token = new URL(links[0]!).searchParams.get('token')!
      const form = new URLSearchParams({ token, new_password: password })
      const page = `${host.apiUrl}/apps/${host.appId}/request_password_reset`
      await fetch(page, { method: 'POST', body: form })
      expect((await logIn(user)).status).toBe(200)
      expect((await given().mailTo(user)).subject).toMatch(/password was changed/)
    })

    test('comes once when 20 log-ins fail at once, and not again while the account is locked', async () => {
      const user = await given().newUser()
      await failToLogIn(given(), user, 20)
      await lockedNotice(given(), user)
      await failToLogIn(given(), user, 5)
    })

    test('comes again with the next lock: when its time is over, and when it was unlocked', async () => {
      const { host, newUser, logIn } = given()
      const user = await newUser()
      await failToLogIn(given(), user, 3)
      const { links } = await lockedNotice(given(), user)
      await expire(given(), user)
      await failToLogIn(given(), user, 5)
      const again = await lockedNotice(given(), user)
      expect(again.links).not.toEqual(links)
      const form = { token: new URL(again.links[0]!).searchParams.get('token')!, new_password: password }
      const page = `${host.apiUrl}/apps/${host.appId}/request_password_reset`
      await fetch(page, { method: 'POST', body: new URLSearchParams(form) })
      expect((await given().mailTo(user)).subject).toMatch(/password was changed/)
      expect((await logIn(user)).status).toBe(200)
      await failToLogIn(given(), user, 3)
      await lockedNotice(given(), user)
    })

    test('comes when log-ins failed by GraphQL', async () => {
      const { host, newUser } = given()
      const user = await newUser()
      const query = `mutation { logIn(input: { username: "${user.username}", password: "wrong" }) { clientMutationId } }`
      for (const time of [1, 2, 3])
        expect([time, (await graphql(host, query)).body.data.logIn]).toEqual([time, null])
      await lockedNotice(given(), user)
    })

    test('is in the language of the user, and never in that of the request', async () => {
      const user = await given().newUser({ locale: 'de' })
      await failToLogIn(given(), user, 3)
      const { subject, links } = await given().mailTo(user)
      expect(subject).toMatch(/Konto/)
      expect(links[0]).toMatch(/request_password_reset\?token=\w+&locale=de$/)
    })

    test('does not come before the account is locked, nor for one that there is not', async () => {
      await failToLogIn(given(), await given().newUser(), 2)
      await failToLogIn(given(), { username: 'nobody' }, 5)
    })
  },
)

describeNotices(
  'the notice of a locked account, when a reset does not unlock it',
  {
    parseServer: { accountLockout: { duration: 5, threshold: 3, unlockOnPasswordReset: false } },
    notices: { accountUrl: 'https://example.com/account' },
  },
  (given) => {
    test('has no link: the user has to wait', async () => {
      const user = await given().newUser()
      await failToLogIn(given(), user, 3)
      const { text, links } = await lockedNotice(given(), user)
      expect(links).toEqual([])
      expect(text.replace(/\s+/g, ' ')).toContain('If it was you, just wait and then try again.')
    })
  },
)

describeNotices(
  'the notice of a locked account, when it is off',
  { parseServer: { accountLockout: { duration: 5, threshold: 3 } }, notices: { accountLocked: false } },
  (given) => {
    test('does not come, and the account is locked', async () => {
      const user = await given().newUser()
      await failToLogIn(given(), user, 3)
      expect((await given().logIn(user)).body.error).toMatch(/locked/)
    })
  },
)

let tenant: Tenant
beforeAll(async () => {
  tenant = await startTenant()
})
afterAll(() => tenant.close())

describeNotices(
  'the notice of a locked account, with Auth0 and verified addresses',
  async () => ({
    auth0: tenant.options,
    parseServer: {
      verifyUserEmails: true,
      accountLockout: { duration: 5, threshold: 1, unlockOnPasswordReset: true },
      customPages: { choosePassword: 'https://example.com/choose' },
    },
  }),
  (given) => {
    test('has no link for a user who has no password', async () => {
      const { host } = given()
      const person = newPerson()
      const auth0 = { id_token: await tenant.idToken(person) }
      const { body } = await rest(host, 'POST', '/users', { body: { authData: { auth0 } } })
      await failToLogIn(given(), { username: String(body.username) }, 1)
      const mail = await given().mailTo(person.email)
      expect([mail.subject, mail.links]).toEqual([subject, []])
    })

    test('goes to a verified address, with the link that reset mails have', async () => {
      const { newUser, operate, mailTo } = given()
      const user = await newUser()
      await mailTo(user)
      await failToLogIn(given(), user, 1)
      await operate(user, { emailVerified: true })
      await expire(given(), user)
      await failToLogIn(given(), user, 1)
      const { links } = await lockedNotice(given(), user)
      const response = await fetch(links[0]!, { redirect: 'manual' })
      expect(response.headers.get('location')).toMatch(/^https:\/\/example\.com\/choose\?/)
    })
  },
)
