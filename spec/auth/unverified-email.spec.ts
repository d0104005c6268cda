/** preventLoginWithUnverifiedEmail: who gets in before the e-mail address is verified, and who does not. */
import { acme, acmeAuthData } from '../support/acme'
import { describeWithDatabase } from '../support/database'
import { type Host, type HostOptions, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { openAndPress } from '../support/pages'
import { rest } from '../support/rest'
import { startTenant, type Tenant } from '../support/tenant'

const unverified = { code: 205, error: 'User email is not verified.' }
const anonymous = { anonymous: { id: 'd0f5bd3c-0c52-4b8b-9a5e-3c1a2b4d5e6f' } }

interface Question {
  createdWith?: { action: string; authProvider?: string }
}

type Unverified = NonNullable<HostOptions['parseServer']>['preventLoginWithUnverifiedEmail']

describeWithDatabase('preventLoginWithUnverifiedEmail', (database) => {
  let tenant: Tenant
  let mailbox: Mailbox
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    mailbox = await startMailbox()
  })
  afterEach(() => host.close())
  afterAll(async () => {
    await mailbox.close()
    await tenant.close()
  })

  const start = async (
    preventLoginWithUnverifiedEmail: Unverified,
    more: HostOptions['parseServer'] = {},
  ) => {
    host = await startHost({
      database: database(),
      auth0: tenant.options,
      email: { transport: mailbox.url, from: 'app@example.com' },
      parseServer: {
        auth: { acme },
        verifyUserEmails: true,
        preventLoginWithUnverifiedEmail: preventLoginWithUnverifiedEmail,
        ...more,
      },
    })
  }
  const signUp = (body: object) => rest(host, 'POST', '/users', { body })
  const withAuth0 = async (name: string, claims: object) => {
    const idToken = await tenant.idToken({ sub: `auth0|${name}`, email: `${name}@example.com`, ...claims })
    return signUp({ authData: { auth0: { id_token: idToken } } })
  }
  const sessionsOf = async (email: string) => {
    const query = { where: { email } }
    const { results } = (await rest(host, 'GET', '/users', { master: true, query })).body
    return host.accounts.sessions.list(String(results[0].objectId))
  }

  test('keeps users with a password out until they have verified it', async () => {
    await start(true)
    const user = { username: 'pat', password: 'correct-horse', email: 'pat@example.com' }
    expect((await signUp(user)).body.sessionToken).toBeUndefined()
    const mail = await mailbox.next({ to: user.email })
    expect((await rest(host, 'POST', '/login', { body: user })).body).toEqual(unverified)
    await openAndPress(String(mail.links[0]))
    expect((await rest(host, 'POST', '/login', { body: user })).status).toBe(200)
  })

  test('keeps them out also when they send another provider along', async () => {
    await start(true)
    const user = { username: 'sly', password: 'correct-horse', email: 'sly@example.com' }
    await signUp(user)
    for (const authData of [anonymous, acmeAuthData('sly')])
      expect((await rest(host, 'POST', '/login', { body: { ...user, authData } })).body).toEqual(unverified)
  })

  test('lets users in whom Auth0 has verified, at their first log-in already', async () => {
    await start(true)
    const answer = await withAuth0('good', { email_verified: true })
    expect(answer).toMatchObject({ status: 201, body: { sessionToken: expect.any(String) } })
    expect((await withAuth0('good', { email_verified: true })).status).toBe(200)
  })

  test.each([false, 'true', undefined])(
    'keeps users of Auth0 out while email_verified is %j, and lets them in when it is true',
    async (email_verified) => {
      await start(true)
      const name = `waits-${String(email_verified)}`
      for (let attempt = 0; attempt < 2; attempt++)
        expect(await withAuth0(name, { email_verified })).toMatchObject({ status: 400, body: unverified })
      expect(await sessionsOf(`${name}@example.com`)).toEqual([])
      const answer = await withAuth0(name, { email_verified: true })
      expect(answer).toMatchObject({ status: 200, body: { emailVerified: true } })
    },
  )

  test('lets users of Auth0 in who have no address', async () => {
    await start(true)
    expect((await withAuth0('no-email', { email: undefined })).status).toBe(201)
    expect((await withAuth0('no-email', { email: undefined })).status).toBe(200)
  })

  test('gives users of another provider the session of their sign-up', async () => {
    await start(true)
    const answer = await signUp({ authData: acmeAuthData('first'), email: 'acme@example.com' })
    expect(answer).toMatchObject({ status: 201, body: { sessionToken: expect.any(String) } })
  })

  test('keeps nobody out without verifyUserEmails', async () => {
    await start(true, { verifyUserEmails: () => false })
    expect((await withAuth0('not-asked', { email_verified: false })).status).toBe(201)
  })

  test.each([
    ['at once', (answer: boolean) => answer],
    ['later', (answer: boolean) => Promise.resolve(answer)],
  ])('as a function that answers %s, is asked with createdWith', async (when, reply) => {
    const asked: (string | undefined)[] = []
    await start(({ createdWith }: Question) => {
      asked.push(`${createdWith?.action} ${createdWith?.authProvider}`)
      return reply(createdWith?.authProvider === 'auth0')
    })
    const body = {
      username: `fn ${when}`,
      password: 'correct-horse',
      email: `fn-${when.replace(' ', '')}@example.com`,
    }
    expect((await signUp(body)).body.sessionToken).toEqual(expect.any(String))
    expect((await rest(host, 'POST', '/login', { body })).status).toBe(200)
    const refused = await withAuth0(`fn-${when.replace(' ', '')}-auth0`, { email_verified: false })
    expect(refused.body).toEqual(unverified)
    expect(asked).toEqual(['signup password', 'login password', 'login auth0'])
  })
})
