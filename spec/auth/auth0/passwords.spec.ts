/** Users who sign in with Auth0 get no password beside it, unless the host allows it. */
import { logInAs, newPerson, signUp, startAuth0Host } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'
import { connectSdk, Parse, parseErrorOf } from '../../support/sdk'
import { startTenant, type Tenant } from '../../support/tenant'

const password = 'correct horse'
const forbidden = { code: 119, error: 'This account signs in with Auth0: it has no password here.' }

const updateUser = `mutation ($id: ID!, $password: String) {
  updateUser(input: { id: $id, fields: { password: $password } }) { user { objectId } }
}`
const resetPassword = `mutation ($email: String!) { resetPassword(input: { email: $email }) { ok } }`

for (const allowPassword of [false, true])
  describeWithDatabase(`auth0.allowPassword: ${allowPassword}`, (database) => {
    let tenant: Tenant
    let host: Host
    let mailbox: Mailbox
    beforeAll(async () => {
      tenant = await startTenant()
      mailbox = await startMailbox()
      const email = { transport: mailbox.url, from: 'app@example.com' }
      host = await startAuth0Host(tenant, { database: database(), auth0: { allowPassword }, email })
      connectSdk(host)
      Parse.User._registerAuthenticationProvider({
        getAuthType: () => 'auth0',
        restoreAuthentication: () => true,
      })
    })
    afterAll(async () => {
      await host.close()
      await mailbox.close()
      await tenant.close()
    })

    const newUser = async () => {
      const person = newPerson()
      const { objectId, sessionToken, username } = (await logInAs(host, tenant, person)).body
      return { ...person, objectId, sessionToken, username } as Record<
        'email' | 'objectId' | 'sessionToken' | 'username',
        string
      >
    }
    const canLogIn = async (username: string) =>
      (await rest(host, 'POST', '/login', { body: { username, password } })).status === 200

    test('a password by PUT', async () => {
      const { objectId, sessionToken, username } = await newUser()
      const { body } = await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { password } })
      if (!allowPassword) expect(body).toEqual(forbidden)
      expect(await canLogIn(username)).toBe(allowPassword)
    })

    test('a password by GraphQL', async () => {
      const { objectId, sessionToken, username } = await newUser()
      const { body } = await graphql(host, updateUser, {
        variables: { id: objectId, password },
        sessionToken,
      })
      if (!allowPassword) expect(body.errors[0].extensions.code).toBe(119)
      expect(await canLogIn(username)).toBe(allowPassword)
    })

    test('a password by the SDK', async () => {
      const authData = { id_token: await tenant.idToken(newPerson()) }
      const user = await Parse.User.logInWith('auth0', { authData })
      user.setPassword(password)
      if (allowPassword) await user.save()
      else expect(await parseErrorOf(user.save())).toMatchObject({ code: 119 })
      expect(await canLogIn(String(user.getUsername()))).toBe(allowPassword)
    })

    test('a password at the first log-in', async () => {
      const { status, body } = await logInAs(host, tenant, newPerson(), { password })
      expect(allowPassword ? status : body.code).toBe(allowPassword ? 201 : 119)
    })

    test('a password by the reset mail', async () => {
      const { email } = await newUser()
      const unknown = await rest(host, 'POST', '/requestPasswordReset', {
        body: { email: newPerson().email },
      })
      const answer = await rest(host, 'POST', '/requestPasswordReset', { body: { email } })
      expect({ status: answer.status, body: answer.body }).toEqual({
        status: unknown.status,
        body: unknown.body,
      })
      const variables = { email }
      expect((await graphql(host, resetPassword, { variables })).body.data).toEqual({
        resetPassword: { ok: true },
      })
      // Mails leave in order: whatever was sent before is there when this one is.
      const other = await signUp(host, newPerson().email)
      await rest(host, 'POST', '/requestPasswordReset', { body: { email: other.email } })
      await mailbox.next({ to: other.email })
      expect(mailbox.messages.some(({ to }) => to.includes(email))).toBe(allowPassword)
    })

    test.each(['linked', 'not linked'])(
      'users who have a password change it and reset it, %s',
      async (linked) => {
        const { objectId, sessionToken, email, username } = await signUp(host, newPerson().email)
        const authData = { auth0: { id_token: await tenant.idToken(newPerson()) } }
        if (linked === 'linked') {
          await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData } })
          expect((await mailbox.next({ to: email })).subject).toContain('New way to log in')
        }
        await rest(host, 'POST', '/requestPasswordReset', { body: { email } })
        expect((await mailbox.next({ to: email })).subject).toContain('Choose a new password')
        const body = { password: 'another horse' }
        expect((await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })).status).toBe(200)
        expect((await rest(host, 'POST', '/login', { body: { username, ...body } })).status).toBe(200)
      },
    )

    test('an operator sets a password', async () => {
      const { objectId, username } = await newUser()
      await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { password } })
      expect(await canLogIn(username)).toBe(true)
    })

    test('an operator signs somebody up with both', async () => {
      const authData = { auth0: { id_token: await tenant.idToken(newPerson()) } }
      const { status } = await rest(host, 'POST', '/users', { master: true, body: { authData, password } })
      expect(status).toBe(201)
    })
  })
