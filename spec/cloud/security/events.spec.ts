/** What listeners and the log are told of security, whichever way it came. */
import { setTimeout as delay } from 'node:timers/promises'
import type { SecurityEvent } from '../../../index'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'

const password = 'ASuperStrongPassword'
const secrets = [password, 'AnotherStrongPassword', 'wrong-guess', 'ann@example.com', 'ann-by-name']

interface Destroyed {
  destroy(options: { sessionToken: string }): Promise<unknown>
}
interface CloudCode {
  Cloud: {
    define(name: string, run: (request: { params: { sessionToken: string } }) => Promise<void>): void
  }
  User: { me(sessionToken: string): Promise<Destroyed> }
}

describeWithDatabase('Security events', (database) => {
  let host: Host
  let mailbox: Mailbox
  const seen: SecurityEvent[] = []
  const lines: string[] = []
  let ann: { objectId: string; sessionToken: string }
  let leavers = 0

  const log = (level: string, ...line: unknown[]) =>
    level === 'info' ? lines.push(JSON.stringify(line)) : undefined
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { from: 'Spec <spec@example.com>', transport: mailbox.url },
      notices: { accountLocked: false }, // it has a link to reset the password, too
      parseServer: {
        accountLockout: { duration: 1, threshold: 2, unlockOnPasswordReset: true },
        auth: {
          acme: { module: { validateAppId: () => undefined, validateAuthData: () => undefined } },
        },
        loggerAdapter: { log },
        cloud: ({ Cloud, User }: CloudCode) =>
          Cloud.define('leave', async ({ params: { sessionToken } }) => {
            const user = await User.me(sessionToken)
            await user.destroy({ sessionToken })
          }),
      },
      configure: (accounts) => void accounts.on('security', (event) => void seen.push(event)),
    })
    const { body } = await rest(host, 'POST', '/users', {
      body: { username: 'ann-by-name', password, email: 'ann@example.com' },
    })
    ann = body as typeof ann
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })
  beforeEach(() => void seen.splice(0))

  const logIn = (given = password) =>
    rest(host, 'POST', '/login', { body: { username: 'ann-by-name', password: given } })
  const put = (body: object) =>
    rest(host, 'PUT', `/users/${ann.objectId}`, { sessionToken: ann.sessionToken, body })
  async function told(type: SecurityEvent['type']): Promise<SecurityEvent> {
    for (let tries = 0; tries < 2000; tries += 1) {
      const event = seen.find((each) => each.type === type)
      if (event) return event
      await delay(5)
    }
    throw new Error(`Nobody told of ${type}, but of ${JSON.stringify(seen)}`)
  }

  test('tell of log-ins and log-outs, with address and device', async () => {
    const { body } = await rest(host, 'POST', '/login', {
      headers: { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; rv:125.0) Gecko/20100101 Firefox/125.0' },
      body: { username: 'ann-by-name', password },
    })
    expect(await told('login')).toEqual({
      type: 'login',
      at: expect.any(Date) as unknown,
      userId: ann.objectId,
      provider: 'password',
      ip: expect.stringContaining('127.0.0.1') as unknown,
      device: 'Firefox on Windows',
    })
    const { sessionToken } = body as { sessionToken: string }
    await graphql(host, 'mutation { logOut(input: {}) { ok } }', { sessionToken })
    expect(await told('logout')).toMatchObject({ userId: ann.objectId })
  })

  test('tell whose log-in failed and why, and of names that nobody has without them', async () => {
    await logIn('wrong-guess')
    expect(await told('loginFailed')).toMatchObject({ userId: ann.objectId, reason: 'credentials' })
    await logIn() // or the next would lock the account
    seen.splice(0)
    await rest(host, 'POST', '/login', { body: { username: 'ANN@example.com', password: 'wrong-guess' } })
    expect(await told('loginFailed')).toMatchObject({ userId: ann.objectId, reason: 'credentials' })
    await logIn()
    seen.splice(0)
    await rest(host, 'POST', '/login', { body: { username: 'nobody-at-all', password: 'wrong-guess' } })
    const failure = await told('loginFailed')
    expect(failure).toMatchObject({ provider: 'password', reason: 'credentials' })
    expect(JSON.stringify(failure)).not.toContain('nobody')
  })

  test('tell of a wrong password that an update is to be proven with', async () => {
    await logIn() // or it would be the failure that locks the account
    seen.splice(0)
    await put({ nickname: 'Ann', currentPassword: 'wrong-guess' })
    expect(await told('loginFailed')).toMatchObject({ userId: ann.objectId, reason: 'credentials' })
    await put({ nickname: 'Ann', currentPassword: password })
  })

  test('tell of the lock of an account once, however many failures are on their way', async () => {
    await Promise.all(Array.from({ length: 6 }, () => logIn('wrong-guess')))
    expect(await told('accountLocked')).toMatchObject({ userId: ann.objectId })
    expect(seen.filter(({ type }) => type === 'accountLocked')).toHaveLength(1)
  })

  test('tell of a reset that is asked for, and done', async () => {
    await rest(host, 'POST', '/requestPasswordReset', { body: { email: 'ann@example.com' } })
    expect(await told('resetRequested')).toMatchObject({ userId: ann.objectId })
    let text = ''
    while (!text.includes('request_password_reset'))
      text = (await mailbox.next({ to: 'ann@example.com' })).text
    const link = new URL(/http\S+request_password_reset\S+?(?=[\s"<>)]|$)/.exec(text)![0])
    const answer = await fetch(`${link.origin}${link.pathname}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Requested-With': 'XMLHttpRequest' },
      body: new URLSearchParams({
        token: link.searchParams.get('token')!,
        new_password: 'AnotherStrongPassword',
      }),
    })
    expect([answer.status, await answer.text()]).toEqual([200, '"Password successfully reset"'])
    expect(await told('passwordReset')).toMatchObject({ userId: ann.objectId })
    expect(seen.map(({ type }) => type)).not.toContain('passwordChanged')
    const { body } = await logIn('AnotherStrongPassword')
    ann = body as typeof ann
  })

  test('tell of a changed password, address and way in', async () => {
    await put({ authData: { acme: { id: 'acme-1' } } })
    expect(await told('identityLinked')).toMatchObject({ userId: ann.objectId, provider: 'acme' })
    await put({ authData: { acme: null } })
    expect(await told('identityUnlinked')).toMatchObject({ userId: ann.objectId, provider: 'acme' })
    await put({ authData: { anonymous: { id: 'd0f5bd3c-0c52-4b8b-9a5e-3c1a2b4d5e6f' } } })
    const linked = { userId: ann.objectId, type: 'identityLinked', provider: 'anonymous' }
    expect(seen).toContainEqual(expect.objectContaining(linked))
    await put({ email: 'other@example.com' })
    expect(await told('emailChanged')).toMatchObject({ userId: ann.objectId })
    await put({ password })
    expect(await told('passwordChanged')).toMatchObject({ userId: ann.objectId })
  })

  test('tell of what operators do, and that they did it', async () => {
    await rest(host, 'POST', '/loginAs', { master: true, body: { userId: ann.objectId } })
    expect(await told('loginAs')).toMatchObject({ userId: ann.objectId, by: 'master' })
    const role = { name: 'admins', ACL: {} }
    const { body } = await rest(host, 'POST', '/roles', { master: true, body: role })
    const { objectId } = body as { objectId: string }
    expect(await told('roleChanged')).toMatchObject({ subject: objectId, by: 'master' })
    await host.accounts.sessions.revoke(ann.objectId)
    expect(await told('sessionRevoked')).toMatchObject({ subject: ann.objectId })
    await rest(host, 'DELETE', `/users/${ann.objectId}`, { master: true })
    expect(await told('userDeleted')).toMatchObject({ userId: ann.objectId, by: 'master' })
  })

  type Remove = (id: string, sessionToken: string) => Promise<unknown>
  test.each<[string, Remove]>([
    ['REST', (id, sessionToken) => rest(host, 'DELETE', `/users/${id}`, { sessionToken })],
    [
      'a batch, in a transaction where there is one',
      (id, sessionToken) => {
        const requests = [{ method: 'DELETE', path: `/parse/users/${id}` }]
        // The MongoDB of specs has none.
        const transaction = database().uri.startsWith('postgres')
        return rest(host, 'POST', '/batch', { sessionToken, body: { transaction, requests } })
      },
    ],
    [
      'GraphQL',
      (id, sessionToken) => {
        const mutation = 'mutation ($id: ID!) { deleteUser(input: { id: $id }) { clientMutationId } }'
        return graphql(host, mutation, { sessionToken, variables: { id } })
      },
    ],
    [
      'Cloud Code with the session',
      (id, sessionToken) => new globalThis.Parse.User({ objectId: id }).destroy({ sessionToken }),
    ],
    [
      'Cloud Code that was called with the master key',
      (_id, sessionToken) => rest(host, 'POST', '/functions/leave', { master: true, body: { sessionToken } }),
    ],
  ])('tell that users delete themselves, by %s', async (_way, remove) => {
    const { body } = await rest(host, 'POST', '/users', {
      body: { username: `leaver-${++leavers}`, password },
    })
    const { objectId, sessionToken } = body as typeof ann
    await remove(objectId, sessionToken)
    expect(await told('userDeleted')).toMatchObject({ userId: objectId, by: objectId })
  })

  test('are one line of the log each, at info, without a secret', () => {
    const security = lines.filter((line) => line.includes('Security event'))
    expect(security.length).toBeGreaterThan(10)
    for (const secret of secrets) expect(security.join('\n')).not.toContain(secret)
    expect(security.join('\n')).not.toMatch(/r:[0-9a-f]{8}/)
  })
})
