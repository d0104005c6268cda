/** Who gets an account that the old rule has made, and who doesn't. */
import { adopt, adoptAtLogIn } from '../../../src/auth/auth0/rule-users'
import { endSessions } from '../../../src/auth/session/session-store'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import {
  configOf,
  logInByAuth0,
  logInByRule,
  rowOf,
  rulePassword,
  sessionsOf,
  signUpByRule,
} from '../../support/rule-users'
import { startTenant, type Tenant } from '../../support/tenant'

describeWithDatabase('adoption of the users of the old rule', (database) => {
  let tenant: Tenant
  let host: Host
  const end = (tokens: string[]) => endSessions(configOf(host), tokens)
  const logIn = (subject: string, profile: object, password: string | undefined = rulePassword) =>
    adoptAtLogIn(configOf(host), subject, { ...profile }, { rulePassword: password, endSessions: end })
  const take = async (objectId: string, subject: string) =>
    adopt(configOf(host), await rowOf(host, objectId), subject, { endSessions: end })
  const linkOf = async (objectId: string) => (await rowOf(host, objectId)).authData
  const linked = (subject: string) => ({ auth0: { id: subject } })
  const verified = (email: string) => ({ email, emailVerified: true })

  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({ database: database(), auth0: tenant.options })
  })

  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  test('gives the account of a verified address to its Auth0 user, who logs in to it', async () => {
    const { objectId } = await signUpByRule(host, 'bob@example.com')
    expect(await logIn('auth0|bob', verified('bob@example.com'))).toBe(true)
    const token = await tenant.idToken({ sub: 'auth0|bob', email: 'bob@example.com' })
    const { status, body } = await logInByAuth0(host, token)
    expect([status, body.objectId]).toEqual([200, objectId])
  })

  test('gives the account of an Auth0 id to that user, without any address', async () => {
    const { objectId } = await signUpByRule(host, 'auth0|carl')
    expect(await logIn('auth0|carl', {})).toBe(true)
    expect(await linkOf(objectId)).toEqual(linked('auth0|carl'))
  })

  test('prefers the account of the address to that of the id, as the rule did', async () => {
    const byId = await signUpByRule(host, 'auth0|dora')
    const byAddress = await signUpByRule(host, 'dora@example.com')
    expect(await logIn('auth0|dora', verified('dora@example.com'))).toBe(true)
    expect(await linkOf(byAddress.objectId)).toEqual(linked('auth0|dora'))
    expect((await rowOf(host, byId.objectId)).password).toBeDefined()
  })

  test('ends the sessions from before, the password, and reset mails under way', async () => {
    const { objectId, sessionToken } = await signUpByRule(host, 'eve@example.com')
    await rest(host, 'GET', '/users/me', { sessionToken })
    await configOf(host).database.update('_User', { objectId }, { _perishable_token: 'sent-by-mail' })
    expect(await logIn('auth0|eve', verified('eve@example.com'))).toBe(true)
    const { body } = await rest(host, 'GET', '/users/me', { sessionToken })
    expect(body.code).toBe(209)
    expect((await logInByRule(host, 'eve@example.com')).body.code).toBe(101)
    const reset = { _perishable_token: 'sent-by-mail' }
    expect(await configOf(host).database.find('_User', reset)).toEqual([])
  })

  test('happens once when 20 log-ins come at a time', async () => {
    const { objectId } = await signUpByRule(host, 'race@example.com')
    const races = Array.from({ length: 20 }, () => logIn('auth0|race', verified('race@example.com')))
    expect((await Promise.all(races)).filter(Boolean)).toEqual([true])
    expect(await linkOf(objectId)).toEqual(linked('auth0|race'))
  })

  test('gives a user whom 20 subjects want to one of them', async () => {
    const { objectId } = await signUpByRule(host, 'wanted@example.com')
    const subjects = Array.from({ length: 20 }, (_, index) => `auth0|wants-${index}`)
    const results = await Promise.all(subjects.map((subject) => take(objectId, subject)))
    const winners = subjects.filter((_, index) => results[index])
    expect(winners).toHaveLength(1)
    expect(await linkOf(objectId)).toEqual(linked(winners[0]!))
  })

  test('leaves the session of a log-in by Auth0 at the same time alone', async () => {
    const { objectId } = await signUpByRule(host, 'two-tabs@example.com')
    const opened: unknown[] = []
    const config = configOf(host)
    const user = await rowOf(host, objectId)
    const token = await tenant.idToken({ sub: 'auth0|two-tabs', email: undefined })
    // The other tab comes in right after the link, before this one has ended the sessions from before.
    const database = Object.assign(Object.create(config.database) as typeof config.database, {
      update: async (...args: Parameters<typeof config.database.update>) => {
        const updated = await config.database.update(...args)
        opened.push((await logInByAuth0(host, token)).body.sessionToken)
        return updated
      },
    })
    expect(await adopt({ ...config, database }, user, 'auth0|two-tabs', { endSessions: end })).toBe(true)
    expect(await sessionsOf(host, objectId)).toEqual(opened)
  })

  test('refuses an account that somebody has made with a password of their own', async () => {
    const { objectId, sessionToken } = await signUpByRule(host, 'planted@example.com', 'a trap for her')
    expect(await logIn('auth0|planted', verified('planted@example.com'))).toBe(false)
    expect(await linkOf(objectId)).toBeUndefined()
    expect(await sessionsOf(host, objectId)).toEqual([sessionToken])
  })

  test('refuses an account of the rule that was renamed by somebody with another way in', async () => {
    const { objectId, sessionToken } = await signUpByRule(host, 'mallory@example.com')
    const body = { authData: { anonymous: { id: 'mallory' } }, username: 'victim@example.com' }
    expect((await rest(host, 'PUT', `/users/${objectId}`, { body, sessionToken })).status).toBe(200)
    expect(await logIn('auth0|victim', verified('victim@example.com'))).toBe(false)
    expect(await linkOf(objectId)).toEqual({ anonymous: { id: 'mallory' } })
  })

  test('refuses an account that has changed since it was looked at', async () => {
    const { objectId, sessionToken } = await signUpByRule(host, 'swift@example.com')
    const seen = await rowOf(host, objectId)
    await rest(host, 'PUT', `/users/${objectId}`, { body: { password: 'changed meanwhile' }, sessionToken })
    expect(await adopt(configOf(host), seen, 'auth0|swift', { endSessions: end })).toBe(false)
    expect((await logInByRule(host, 'swift@example.com', 'changed meanwhile')).status).toBe(200)
  })

  test.each([
    ['a name', 'Ann Archer', { name: 'Ann Archer' }],
    ['a name that looks like an address', 'fake@example.com', { name: 'fake@example.com' }],
    [
      'an address that is not verified',
      'new@example.com',
      { email: 'new@example.com', emailVerified: false },
    ],
    ['an address that is "true"', 'text@example.com', { email: 'text@example.com', emailVerified: 'true' }],
    ['an address in other case', 'Case@example.com', verified('case@example.com')],
    ['part of an address', 'part', verified('part@example.com')],
  ])('does not take %s for a proof', async (_, username, profile) => {
    const { objectId } = await signUpByRule(host, username)
    expect(await logIn('auth0|nobody', profile)).toBe(false)
    expect(await linkOf(objectId)).toBeUndefined()
  })

  test('can be tried again when the sessions from before could not be ended', async () => {
    const { objectId, sessionToken } = await signUpByRule(host, 'again@example.com')
    const user = await rowOf(host, objectId)
    const fail = () => Promise.reject(new Error('no database'))
    await expect(adopt(configOf(host), user, 'auth0|again', { endSessions: fail })).rejects.toThrow(
      'no database',
    )
    expect(await linkOf(objectId)).toBeUndefined()
    expect(await logIn('auth0|again', verified('again@example.com'))).toBe(true)
    expect(await sessionsOf(host, objectId)).not.toContain(sessionToken)
  })

  test('does nothing without the password of the rule', async () => {
    const { objectId } = await signUpByRule(host, 'off@example.com')
    const parts = { rulePassword: undefined, endSessions: end }
    const profile = verified('off@example.com')
    expect(await adoptAtLogIn(configOf(host), 'auth0|off', profile, parts)).toBe(false)
    expect(await logIn('auth0|off', profile, 'another password')).toBe(false)
    expect(await linkOf(objectId)).toBeUndefined()
  })

  test('gives a subject who has a user no second one', async () => {
    const first = await signUpByRule(host, 'first@example.com')
    const second = await signUpByRule(host, 'second@example.com')
    expect(await take(first.objectId, 'auth0|both')).toBe(true)
    await expect(take(second.objectId, 'auth0|both')).rejects.toMatchObject({ code: 137 })
    expect(await linkOf(second.objectId)).toBeUndefined()
  })
})
