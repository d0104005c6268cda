/** Where one user's name is another's e-mail address from before: the address wins. */
import { logInAs, newPerson, signUp, storedUser, type UserBody } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { openAndPress } from '../../support/pages'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'
import { storedIn } from '../passwords/stored'

interface Account {
  username: string
  password: string
}

const newAddress = () => newPerson().email
const newName = () => `n${newPerson().sub.slice(6)}`
const password = 'correct horse'

/** Of the next mail to an address that is no notice. */
async function nextToken(to: string): Promise<string> {
  const { links } = await mailbox.next({ to })
  const [token] = links.flatMap((link) => new URL(link).searchParams.get('token') ?? [])
  return token ?? nextToken(to)
}

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

describeWithDatabase("a name that is somebody's address", (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      email: { transport: mailbox.url, from: 'app@example.com' },
      auth0: { ...tenant.options, onEmailConflict: 'link' },
      parseServer: { passwordPolicy: { resetTokenValidityDuration: 600, resetTokenReuseIfValid: true } },
    })
  })
  afterAll(() => host.close())

  async function userWith(fields: Partial<Account> = {}) {
    const account = { username: newName(), password, ...fields }
    const { objectId, sessionToken } = (await rest(host, 'POST', '/users', { body: account }))
      .body as UserBody
    return { ...account, objectId, sessionToken }
  }

  describe('where a name is an address of another from before', () => {
    /** An operator's word is proof, and goes through. */
    async function conflict(email = newAddress(), squat = email) {
      const squatter = await userWith({ username: squat, password: 'battery staple' })
      const owner = await userWith()
      const body = { email, emailVerified: true }
      const answer = await rest(host, 'PUT', `/users/${owner.objectId}`, { master: true, body })
      expect(answer.status).toBe(200)
      return { squatter, owner: { ...owner, email } }
    }
    const upper = () => {
      const email = newAddress()
      return conflict(email, email.toUpperCase())
    }

    test.each([
      ['POST', '/login'],
      ['POST', '/verifyPassword'],
    ])('%s %s by the address is for its owner', async (method, path) => {
      const { squatter, owner } = await conflict()
      const { body } = await rest(host, method, path, { body: { username: owner.email, password } })
      expect(body).toMatchObject({ objectId: owner.objectId })
      const wrong = { username: owner.email, password: squatter.password }
      expect((await rest(host, method, path, { body: wrong })).body).toMatchObject({ code: 101 })
    })

    test('GraphQL logs the owner in by the address', async () => {
      const { owner } = await conflict()
      const mutation = `mutation ($input: LogInInput!) { logIn(input: $input) { viewer { user { objectId } } } }`
      const variables = { input: { username: owner.email, password } }
      const { body } = await graphql(host, mutation, { variables })
      expect(body.data.logIn.viewer.user.objectId).toBe(owner.objectId)
    })

    test('other names work as ever', async () => {
      const { owner, squatter } = await conflict()
      const body = { username: owner.username, password }
      expect((await rest(host, 'POST', '/login', { body })).body).toMatchObject({ objectId: owner.objectId })
      const { sessionToken } = squatter
      const put = { username: newName() }
      await rest(host, 'PUT', `/users/${squatter.objectId}`, { sessionToken, body: put })
      const moved = { ...put, password: squatter.password }
      expect((await rest(host, 'POST', '/login', { body: moved })).status).toBe(200)
    })

    test.each([
      ['the address', conflict, (email: string) => email],
      ['the name, in another case', upper, (email: string) => email.toUpperCase()],
    ])("a reset by %s sets the owner's password", async (_what, make, asked) => {
      const { squatter, owner } = await make()
      for (const next of ['first new one', 'second new one']) {
        const body = { email: asked(owner.email) }
        expect((await rest(host, 'POST', '/requestPasswordReset', { body })).status).toBe(200)
        const token = await nextToken(owner.email)
        const reset = `mutation ($input: ConfirmResetPasswordInput!) { confirmResetPassword(input: $input) { ok } }`
        const input = { username: owner.email, password: next, token }
        expect((await graphql(host, reset, { variables: { input } })).body.data).toBeTruthy()
        const again = { username: owner.username, password: next }
        expect((await rest(host, 'POST', '/login', { body: again })).body).toMatchObject({
          objectId: owner.objectId,
        })
      }
      expect((await rest(host, 'GET', '/users/me', { sessionToken: squatter.sessionToken })).status).toBe(200)
    })

    test('the owner sends the address along, and keeps it', async () => {
      const { owner } = await conflict()
      const { objectId, sessionToken, email } = owner
      const body = { email, nickname: 'Al' }
      expect((await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })).status).toBe(200)
    })

    test('a reset by a name that is no address sends nothing, and writes no token', async () => {
      const { objectId, username } = await userWith()
      const body = { email: username }
      expect(await rest(host, 'POST', '/requestPasswordReset', { body })).toMatchObject({
        status: 200,
        body: {},
      })
      const { _perishable_token: token } = await storedIn(database(), objectId)
      expect(token ?? null).toBeNull()
      expect(await host.accounts.outbox.list()).toEqual([])
    })

    test('a reset by a name that is nobody’s address sets the password of that user', async () => {
      const { objectId, username } = await userWith({ username: newAddress() })
      await rest(host, 'POST', '/requestPasswordReset', { body: { email: username } })
      expect(await nextToken(username)).toEqual(expect.any(String))
      expect(objectId).toEqual(expect.any(String))
    })
  })

  describe('that somebody has whom Auth0 knows', () => {
    test('does not keep the owner out, who has it from then on', async () => {
      const person = newPerson()
      await userWith({ username: person.email, password: 'battery staple' })
      const { status, body } = await logInAs(host, tenant, person)
      expect(status).toBe(201)
      expect(await storedUser(host, body.objectId)).toMatchObject({
        email: person.email,
        emailVerified: true,
      })
      const wrong = { username: person.email, password: 'battery staple' }
      expect((await rest(host, 'POST', '/login', { body: wrong })).body).toMatchObject({ code: 101 })
      expect((await logInAs(host, tenant, person)).body.objectId).toBe(body.objectId)
    })

    test('is not given to somebody who has not proven it', async () => {
      const person = newPerson({ email_verified: false })
      await userWith({ username: person.email })
      expect((await logInAs(host, tenant, person)).body).toMatchObject({ code: 203 })
    })

    test('is not brought along by a later log-in that has not proven it', async () => {
      const person = newPerson()
      const { objectId } = (await logInAs(host, tenant, person)).body
      const { username } = await userWith({ username: newAddress() })
      await logInAs(host, tenant, { ...person, email: username, email_verified: false })
      expect(await storedUser(host, objectId)).toMatchObject({ email: person.email })
      await logInAs(host, tenant, { ...person, email: username, email_verified: true })
      expect(await storedUser(host, objectId)).toMatchObject({ email: username, emailVerified: true })
    })

    test('has no password that a reset could set, also where another has it as a name', async () => {
      const person = newPerson()
      await userWith({ username: person.email, password: 'battery staple' })
      const { objectId } = (await logInAs(host, tenant, person)).body
      const known = mailbox.messages.length
      await rest(host, 'POST', '/requestPasswordReset', { body: { email: person.email } })
      const mails = mailbox.messages.slice(known).filter(({ to }) => to.includes(person.email))
      expect(mails.filter(({ links }) => links.some((link) => link.includes('token=')))).toEqual([])
      expect(await storedUser(host, objectId)).toMatchObject({ email: person.email })
    })
  })
})

describeWithDatabase("a name that is somebody's new address, with pendingEmail", (database) => {
  let host: Host
  afterEach(() => host.close())

  test('does not keep whoever opens the link from having it', async () => {
    host = await startHost({
      database: database(),
      email: { transport: mailbox.url, from: 'app@example.com' },
      pendingEmail: true,
      parseServer: { verifyUserEmails: true },
    })
    const [owner, email] = [await signUp(host, newAddress(), true), newAddress()]
    await rest(host, 'POST', '/users', { body: { username: email, password: 'battery staple' } })
    const { objectId, sessionToken } = owner
    await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { email } })
    const { links } = await mailbox.next({ to: email })
    await openAndPress(links[0]!)
    const { body } = await rest(host, 'POST', '/login', {
      body: { username: email, password: owner.password },
    })
    expect(body).toMatchObject({ objectId, email, emailVerified: true })
  })
})
