/** Blocked users: no way in, and the reason for nobody but them. */
import type { SecurityEvent } from '../../../index'
import { acme, acmeAuthData } from '../../support/acme'
import { newPerson } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'
import { after } from '../mfa/second-factor'
import { backendless, logIn as logInAtFacade } from '../backendless/backendless'

const password = 'correct-horse'
const reason = 'unpaid bills'
const refusal = { status: 400, body: { code: 119, error: `This account is blocked: ${reason}` } }

describeWithDatabase('a user who is blocked', (database) => {
  let tenant: Tenant
  let host: Host
  let events: SecurityEvent[] = []
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({
      database: database(),
      auth0: tenant.options,
      backendless,
      parseServer: { auth: { acme }, accountLockout: { duration: 5, threshold: 2 } },
      configure: (accounts) => void accounts.on('security', (event) => void events.push(event)),
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })
  beforeEach(() => void (events = []))

  let names = 0
  async function signUp() {
    const username = `user${(names += 1)}`
    const email = `${username}@example.com`
    const { body } = await rest(host, 'POST', '/users', { body: { username, password, email } })
    const { objectId, sessionToken } = body as { objectId: string; sessionToken: string }
    return { username, email, objectId, sessionToken, password }
  }
  const logIn = (username: string, given = password) =>
    rest(host, 'POST', '/login', { body: { username, password: given } })
  const me = (sessionToken: string) => rest(host, 'GET', '/users/me', { sessionToken })

  test('learns why with the right password, by REST, GraphQL and the facade; nobody else does', async () => {
    const ann = await signUp()
    expect(await host.accounts.users.block(ann.objectId, { reason })).toBe(true)
    expect(await logIn(ann.username)).toMatchObject(refusal)
    const query = `mutation { logIn(input: { username: "${ann.username}", password: "${password}" }) { clientMutationId } }`
    expect(JSON.stringify((await graphql(host, query)).body)).toContain(reason)
    expect(JSON.stringify((await logInAtFacade(host, ann)).body)).toContain(reason)
    const { status, body } = await logIn(ann.username, 'wrong')
    expect([status, body]).toEqual([404, { code: 101, error: 'Invalid username/password.' }])
  })

  test('has no session any more, and gets none by loginAs but the operator', async () => {
    const ann = await signUp()
    await host.accounts.users.block(ann.objectId)
    expect((await me(ann.sessionToken)).body.code).toBe(209)
    const { body } = await rest(host, 'POST', '/loginAs', { master: true, body: { userId: ann.objectId } })
    expect((await me(String(body.sessionToken))).status).toBe(200)
  })

  test('has no session from a log-in that was under way', async () => {
    const ann = await signUp()
    await host.accounts.users.block(ann.objectId)
    // As that log-in would have written it.
    const { body } = await rest(host, 'POST', '/loginAs', { master: true, body: { userId: ann.objectId } })
    const where = { sessionToken: body.sessionToken as string }
    const found = await rest(host, 'GET', '/sessions', { master: true, query: { where } })
    const [session] = found.body.results as { objectId: string }[]
    const createdWith = { action: 'login', authProvider: 'password' }
    await rest(host, 'PUT', `/sessions/${session!.objectId}`, { master: true, body: { createdWith } })
    expect((await me(String(body.sessionToken))).body.code).toBe(209)
  })

  test('can’t come in with a provider, nor with an access token', async () => {
    const authData = acmeAuthData('blocked')
    const { body: user } = await rest(host, 'POST', '/users', { body: { authData } })
    await host.accounts.users.block(String(user.objectId), { reason })
    expect(await rest(host, 'POST', '/users', { body: { authData } })).toMatchObject(refusal)

    const { sub } = newPerson()
    const first = await rest(host, 'GET', '/users/me', bearer(await tenant.accessToken({ sub })))
    await host.accounts.users.block(String(first.body.objectId), { reason })
    const later = { sub, iat: Math.floor(Date.now() / 1000) + 1 }
    const answer = await rest(host, 'GET', '/users/me', bearer(await tenant.accessToken(later)))
    expect(answer.body).toMatchObject(refusal.body)
  })

  test('comes in again when the time is over, and has nothing left of it', async () => {
    const ann = await signUp()
    const until = new Date(Date.now() + 60_000)
    await host.accounts.users.block(ann.objectId, { until })
    const error = `This account is blocked until ${until.toISOString()}.`
    expect((await logIn(ann.username)).body).toEqual({ code: 119, error })
    await after(61_000, async () => {
      const { status, body } = await logIn(ann.username)
      expect(status).toBe(200)
      expect(JSON.stringify((await me(String(body.sessionToken))).body)).not.toContain('accountsBlocked')
    })
  })

  test('comes in again when the block is taken back', async () => {
    const ann = await signUp()
    await host.accounts.users.block(ann.objectId)
    expect(await host.accounts.users.unblock(ann.objectId)).toBe(true)
    expect((await logIn(ann.username)).status).toBe(200)
  })

  test('can’t be seen to be, nor be blocked or let in by clients', async () => {
    const [ann, eve] = [await signUp(), await signUp()]
    const ACL = { '*': { read: true } }
    await rest(host, 'PUT', `/users/${ann.objectId}`, { master: true, body: { ACL } })
    await host.accounts.users.block(ann.objectId, { reason })
    const { body } = await rest(host, 'GET', `/users/${ann.objectId}`, { sessionToken: eve.sessionToken })
    expect(body.objectId).toBe(ann.objectId)
    expect(JSON.stringify(body)).not.toMatch(/blocked|bills/i)
    const where = { 'accountsBlocked.reason': reason }
    const asked = await rest(host, 'GET', '/users', { sessionToken: eve.sessionToken, query: { where } })
    expect(asked.status).toBeGreaterThanOrEqual(400)
    for (const accountsBlocked of [{}, { __op: 'Delete' }]) {
      const put = await rest(host, 'PUT', `/users/${eve.objectId}`, {
        sessionToken: eve.sessionToken,
        body: { accountsBlocked },
      })
      expect(put.body.code).toBe(119)
    }
  })

  test('is told of: the block, its end, and log-ins that it refuses', async () => {
    const { objectId: userId, username } = await signUp()
    events = []
    await host.accounts.users.block(userId)
    await logIn(username)
    await host.accounts.users.unblock(userId)
    expect(events.map(({ type, reason: why }) => [type, why])).toEqual([
      ['userBlocked', undefined],
      ['sessionRevoked', undefined],
      ['loginFailed', 'blocked'],
      ['userUnblocked', undefined],
    ])
  })

  test('must be there, and be blocked with options that make sense', async () => {
    const { users } = host.accounts
    expect(await users.block('nobody')).toBe(false)
    expect(await users.unblock('nobody')).toBe(false)
    expect(await users.unlock('nobody')).toBe(false)
    for (const options of [
      { reason: 7 },
      { reason: 'x'.repeat(501) },
      { until: new Date(0) },
      { until: 'soon' },
    ])
      await expect(users.block('nobody', options as object)).rejects.toThrow(TypeError)
    await expect(users.block('')).rejects.toThrow(TypeError)
  })

  test('is another matter than one who is locked, whom operators unlock', async () => {
    const { objectId: userId, username } = await signUp()
    for (const given of ['wrong', 'wrong']) await logIn(username, given)
    expect((await logIn(username)).body.error).toContain('locked')
    events = []
    expect(await host.accounts.users.unlock(userId)).toBe(true)
    expect(events).toMatchObject([{ type: 'accountUnlocked', userId }])
    expect((await logIn(username, 'wrong')).body.error).toBe('Invalid username/password.')
    expect((await logIn(username)).status).toBe(200)
  })
})
