/** A password that was changed, whichever way, is told of. */
import { graphql } from '../../support/graphql'
import { by, describeNotices, password, type TestUser } from '../../support/notices'
import { rest } from '../../support/rest'

const subject = 'Your Spec App password was changed'
const newPassword = 'another horse'

describeNotices(
  'the notice of a changed password',
  {
    notices: { accountUrl: 'https://example.com/account' },
    parseServer: {
      passwordPolicy: { validatorPattern: /.{8,}/ },
      cloud: (parse: typeof import('parse/node')) => {
        parse.Cloud.define('setPassword', async ({ params }) => {
          const user = parse.User.createWithoutData(String(params.userId))
          await user.save({ password: params.password as string }, { useMasterKey: true })
        })
        parse.Cloud.beforeSave(parse.User, ({ object }) => {
          if (object.get('refuse')) throw new Error('no')
        })
      },
    },
  },
  (given) => {
    const changed = async (user: TestUser) => {
      const mail = await given().mailTo(user)
      expect(mail.subject).toBe(subject)
      return mail
    }

    test('goes to the user who has changed it, with when, where and by what', async () => {
      const { newUser, update } = given()
      const user = await newUser()
      expect((await update(user, { password: newPassword }, by('firefox'))).status).toBe(200)
      const { text, links } = await changed(user)
      expect(text).toMatch(/When: .*20\d\d/)
      expect(text).toContain('Device: Firefox on Windows')
      expect(text).toContain('IP address: 127.0.0.1')
      expect(links).toEqual(['https://example.com/account'])
    })

    test('says nothing of where an operator sits, who has logged in as the user', async () => {
      const { host, newUser, update } = given()
      const user = await newUser()
      const { body } = await rest(host, 'POST', '/loginAs', { master: true, body: { userId: user.objectId } })
      const asUser = { ...user, sessionToken: String(body.sessionToken) }
      expect((await update(asUser, { password: newPassword }, by('firefox'))).status).toBe(200)
      expect((await changed(user)).text).not.toMatch(/Firefox|127\.0\.0\.1/)
    })

    test.each([
      ['no browser', 'okhttp/4.9.0'],
      ['a stranger’s words', 'evil.example/1 (Windows NT 10.0) x'],
      ['as long as a header may be', `Mozilla/5.0 ${'(Windows NT '.repeat(1200)}`],
    ])('says nothing of a device that is %s', async (_what, agent) => {
      const { newUser, update } = given()
      const user = await newUser()
      await update(user, { password: newPassword }, { headers: { 'User-Agent': agent } })
      expect((await changed(user)).raw).not.toMatch(/Device|evil/)
    })

    test('comes when the password was changed by GraphQL', async () => {
      const { host, newUser } = given()
      const user = await newUser()
      const id = Buffer.from(`_User:${user.objectId}`).toString('base64')
      const answer = await graphql(
        host,
        `mutation { updateUser(input: { id: "${id}", fields: { password: "${newPassword}" } }) { clientMutationId } }`,
        { sessionToken: user.sessionToken },
      )
      expect(answer.body.errors).toBeUndefined()
      await changed(user)
    })

    test('comes when it was changed by the reset page', async () => {
      const { host, newUser, mailTo } = given()
      const user = await newUser()
      await rest(host, 'POST', '/requestPasswordReset', { body: { email: user.email } })
      const token = new URL((await mailTo(user)).links[0]!).searchParams.get('token')!
      const form = new URLSearchParams({ token, new_password: newPassword, username: user.username })
      await fetch(`${host.apiUrl}/apps/${host.appId}/request_password_reset`, { method: 'POST', body: form })
      await changed(user)
    })

    test('comes when it was changed by Cloud Code', async () => {
      const { host, newUser } = given()
      const user = await newUser()
      const body = { userId: user.objectId, password: newPassword }
      await rest(host, 'POST', '/functions/setPassword', { body })
      await changed(user)
    })

    test('tells nothing of whose request has come to Cloud Code that has changed it', async () => {
      const { host, newUser } = given()
      const [user, { sessionToken }] = [await newUser(), await newUser()]
      const body = { userId: user.objectId, password: newPassword }
      await rest(host, 'POST', '/functions/setPassword', { sessionToken, body, ...by('firefox') })
      expect((await changed(user)).text).not.toMatch(/127\.0\.0\.1|Firefox/)
    })

    test('comes when an operator has changed it, and tells nothing of the operator', async () => {
      const { newUser, operate } = given()
      const user = await newUser()
      await operate(user, { password: newPassword })
      expect((await changed(user)).text).not.toMatch(/127\.0\.0\.1|Safari/)
    })

    test('is in the language of the user, else in that of the request', async () => {
      const { newUser, update } = given()
      const french = { headers: { 'Accept-Language': 'fr' } }
      const one = await newUser({ locale: 'de' })
      await update(one, { password: newPassword }, french)
      expect((await given().mailTo(one)).subject).toMatch(/Passwort/)
      const other = await newUser()
      await update(other, { password: newPassword }, french)
      expect((await given().mailTo(other)).subject).toMatch(/mot de passe/)
    })

    test('does not come with a sign-up, other fields, or a change that fails', async () => {
      const { newUser, update, operate } = given()
      const user = await newUser()
      const stranger = await newUser()
      expect((await update(user, { nickname: 'Ann' })).status).toBe(200)
      const { sessionToken } = stranger
      const refused = [
        await update(user, { password: 'short' }),
        await update(user, { password: newPassword, refuse: true }),
        await update(user, { password: newPassword }, { sessionToken }),
        await operate({ ...user, objectId: 'nobody' }, { password: newPassword }),
      ]
      expect(refused.map(({ status }) => status)).not.toContain(200)
      expect((await given().logIn(user)).status).toBe(200)
    })

    test('has nowhere to go without an address', async () => {
      const { host } = given()
      const body = { username: 'nobody in particular', password }
      const { objectId } = (await rest(host, 'POST', '/users', { body })).body as TestUser
      const change = { master: true, body: { password: newPassword } }
      expect((await rest(host, 'PUT', `/users/${objectId}`, change)).status).toBe(200)
    })
  },
)
