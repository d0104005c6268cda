/** Whoever signs up with the address of somebody else keeps no way into the account that its owner takes by a link in a mail. */
import { randomUUID } from 'node:crypto'
import { acme, acmeAuthData } from '../../support/acme'
import { newPerson, startAuth0Host, storedUser } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'
import { codeAt, newSecret } from '../mfa/second-factor'
import { canLogIn, choose, resetLink, signedUp } from '../passwords/ways'

const claim = 'https://example.com/roles'
const chosen = 'battery-staple'

describeWithDatabase('a new password by a link in a mail', (database) => {
  let tenant: Tenant
  let mailbox: Mailbox
  let host: Host
  const events: { type: string; userId?: string; provider?: string }[] = []
  beforeAll(async () => {
    tenant = await startTenant()
    mailbox = await startMailbox()
    host = await startAuth0Host(tenant, {
      database: database(),
      limits: false,
      notices: { identityLinked: false, passwordChanged: false, secondFactorRemoved: false },
      auth0: { roles: { claim } },
      email: { transport: mailbox.url, from: 'app@example.com' },
      parseServer: {
        verifyUserEmails: true,
        revokeSessionOnPasswordReset: false,
        auth: { acme, mfa: { options: ['TOTP'] } },
      },
      configure: (accounts) => void accounts.on('security', (event) => void events.push(event)),
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
    await tenant.close()
  })

  type User = Awaited<ReturnType<typeof signedUp>>
  async function newcomer(): Promise<User> {
    const user = await signedUp(host)
    await mailbox.next({ to: user.email })
    return user
  }
  const logIn = (authData: object) => rest(host, 'POST', '/users', { body: { authData } })
  const whoIs = async ({ sessionToken }: User) =>
    (await rest(host, 'GET', '/users/me', { sessionToken })).body.objectId as unknown
  const rolesOf = async ({ objectId }: User) => {
    const where = { users: { __type: 'Pointer', className: '_User', objectId } }
    return (await rest(host, 'GET', '/roles', { master: true, query: { where } })).body.results as unknown[]
  }
  async function link({ objectId, sessionToken }: User, authData: object): Promise<void> {
    const answer = await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData } })
    expect(answer.status).toBe(200)
  }
  /** All that Mallory may leave in the account, but for a second factor, which would keep Mallory out. */
  async function withLinks(user: User) {
    const person = { ...newPerson({ email: undefined }), [claim]: ['admin'] }
    const auth0 = async () => ({ auth0: { id_token: await tenant.idToken(person) } })
    const others = [{ anonymous: { id: randomUUID() } }, acmeAuthData(randomUUID())]
    for (const authData of [...others, await auth0()]) await link(user, authData)
    expect(await rolesOf(user)).toHaveLength(1)
    return async () => {
      const answers = [...(await Promise.all(others.map(logIn))), await logIn(await auth0())]
      return answers.map(({ body }) => body.objectId as unknown)
    }
  }
  const reset = async (user: User) => (await choose(await resetLink(host, mailbox, user), chosen)).status
  const verify = ({ objectId }: User) =>
    rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { emailVerified: true } })

  test('takes all other ways in with it, where nobody had proven the address', async () => {
    const user = await newcomer()
    const others = await withLinks(user)
    expect(await others()).toEqual([user.objectId, user.objectId, user.objectId])
    events.length = 0
    expect(await reset(user)).toBe(200)
    expect(await others()).not.toContain(user.objectId)
    expect(await rolesOf(user)).toEqual([])
    expect(await whoIs(user)).toBeUndefined()
    expect(await canLogIn(host, user.username, chosen)).toBe(true)
    expect(await storedUser(host, user.objectId)).toMatchObject({ emailVerified: true })
    const told = events.filter(({ type }) => type === 'identityUnlinked')
    expect(told.map(({ userId }) => userId)).toEqual([user.objectId, user.objectId, user.objectId])
    expect(told.map(({ provider }) => provider).sort()).toEqual(['acme', 'anonymous', 'auth0'])
  })

  test('leaves the second factor, which is there for a mailbox that others can read', async () => {
    const user = await newcomer()
    const secret = newSecret()
    await link(user, { mfa: { secret, token: codeAt(secret, Date.now()) } })
    events.length = 0
    expect(await reset(user)).toBe(200)
    expect(await canLogIn(host, user.username, chosen)).toBe(false)
    expect(events.map(({ type }) => type)).not.toContain('secondFactorRemoved')
  })

  test('takes none of those that come later', async () => {
    const user = await newcomer()
    expect(await reset(user)).toBe(200)
    const { body } = await rest(host, 'POST', '/login', {
      body: { username: user.username, password: chosen },
    })
    const others = await withLinks({ ...user, ...(body as User) })
    expect(await reset(user)).toBe(200)
    expect(await others()).toEqual([user.objectId, user.objectId, user.objectId])
  })

  test('leaves all as it is, where the address was verified', async () => {
    const user = await newcomer()
    const others = await withLinks(user)
    await verify(user)
    expect(await reset(user)).toBe(200)
    expect(await others()).toEqual([user.objectId, user.objectId, user.objectId])
    expect(await rolesOf(user)).toHaveLength(1)
    expect(await whoIs(user)).toBe(user.objectId)
  })

  test('that is refused takes nothing', async () => {
    const user = await newcomer()
    const others = await withLinks(user)
    expect((await choose(await resetLink(host, mailbox, user), 'short')).status).toBe(400)
    expect(await others()).toEqual([user.objectId, user.objectId, user.objectId])
    expect(await storedUser(host, user.objectId)).toMatchObject({ emailVerified: false })
  })

  test('that an operator or the user sets otherwise takes nothing', async () => {
    const user = await newcomer()
    const others = await withLinks(user)
    await rest(host, 'PUT', `/users/${user.objectId}`, { master: true, body: { password: chosen } })
    expect(await others()).toEqual([user.objectId, user.objectId, user.objectId])
  })
})
