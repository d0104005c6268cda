/** Lockout, verified addresses, password policy and triggers apply to Backendless' routes as they do to Parse's. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { startMailbox, type Mailbox } from '../../support/mailbox'
import { openAndPress } from '../../support/pages'
import { rest } from '../../support/rest'
import type { Parse } from '../../support/sdk'
import {
  backendless,
  call,
  isValid,
  logIn,
  logOut,
  refusal,
  register,
  registered,
  somebody,
  userTokenOf,
} from './backendless'

describeWithDatabase('accountLockout', (database) => {
  let host: Host
  beforeAll(async () => {
    const accountLockout = { threshold: 2, duration: 5 }
    host = await startHost({ database: database(), backendless, parseServer: { accountLockout } })
  })
  afterAll(() => host.close())

  const fail = async (email: string) => {
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect(await logIn(host, { email, password: 'wrong' })).toEqual(refusal(401, 3003))
  }

  test('locks an account after failed log-ins, for the right password too', async () => {
    const person = await registered(host)
    await fail(person.email)
    expect(await logIn(host, person)).toEqual(refusal(400, 3036, expect.stringContaining('locked')))
  })

  test('counts log-ins of both doors together', async () => {
    const { email, password } = await registered(host)
    await fail(email)
    const answer = await rest(host, 'POST', '/login', { body: { username: email, password } })
    expect(answer).toMatchObject({ status: 404, body: { error: expect.stringContaining('locked') } })
  })
})

describeWithDatabase('limits', (database) => {
  test('count guesses at an account, and say when to come back', async () => {
    const limits = { logIn: { perAccount: { max: 2, seconds: 60 } } }
    const host = await startHost({ database: database(), backendless, limits })
    const person = await registered(host)
    for (let guess = 0; guess < 2; guess += 1) await logIn(host, { ...person, password: 'wrong' })
    const answer = await logIn(host, person)
    expect(answer).toEqual(refusal(429, 429, expect.stringMatching(/^Too many attempts/)))
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await host.close()
  })
})

describeWithDatabase('verifyUserEmails', (database) => {
  let host: Host
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      backendless,
      email: { transport: mailbox.url, from: 'app@example.com' },
      parseServer: { verifyUserEmails: true, preventLoginWithUnverifiedEmail: true },
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  test('lets users log in when they have followed the link in their mail', async () => {
    const person = await registered(host)
    expect(await logIn(host, person)).toEqual(refusal(400, 3000, 'User email is not verified.'))
    const { text } = await mailbox.next({ to: person.email })
    const [link = ''] = /http\S+verify_email\S+/.exec(text) ?? []
    await openAndPress(link)
    expect(await logIn(host, person)).toMatchObject({ status: 200, body: { email: person.email } })
  })
})

describeWithDatabase("the host's own rules", (database) => {
  let host: Host
  const seen: Record<string, unknown> = {}
  const cloud = (Server: typeof Parse) => {
    const { Error: ParseError } = Server
    Server.Cloud.beforeSave(Server.User, ({ object: user, ip, master }) => {
      if (user.get('isBanned')) throw new ParseError(142, 'Not with this name.')
      if (user.get('isBroken')) throw new ParseError(1, 'of the database')
      if (!user.id) user.set('plan', 'free')
      seen.beforeSave = { ip, master }
    })
    Server.Cloud.beforeLogin(({ object: user, ip, headers, master }) => {
      seen.beforeLogin = { id: user.id, ip, master, agent: headers['user-agent'] }
      if (user.get('isClosed')) throw new ParseError(101, 'This account is closed.')
      if (user.get('isFaulty')) throw new ParseError(1, 'of the database')
    })
    Server.Cloud.afterLogin(({ object: user }) => {
      seen.afterLogin = user.id
    })
    Server.Cloud.afterLogout(({ object: session, headers }) => {
      seen.afterLogout = { user: session.get('user').id, headers }
      if (session.get('restricted')) throw new ParseError(142, 'Not now.')
    })
    Server.Cloud.afterFind(Server.User, (request) => {
      const { objects } = request as unknown as { objects: Parse.User[] }
      if (objects.some((user) => user.get('isUnreadable'))) throw new ParseError(142, 'of the trigger')
    })
  }
  beforeAll(async () => {
    const passwordPolicy = { validatorPattern: /^.{8,}$/, validationError: 'Choose a longer password.' }
    host = await startHost({
      database: database(),
      backendless,
      before: (app) => app.set('trust proxy', true),
      parseServer: { cloud, passwordPolicy },
    })
  })
  afterAll(() => host.close())

  const headers = { 'X-Forwarded-For': '203.0.113.9', 'User-Agent': 'old-client' }

  test('see a registration as that of a client, and may change the user', async () => {
    const answer = await call(host, 'POST', '/users/register', { body: somebody(), headers })
    expect(answer).toMatchObject({ status: 200, body: { plan: 'free' } })
    expect(seen.beforeSave).toEqual({ ip: '203.0.113.9', master: false })
  })

  test('refuse a registration in their own words', async () => {
    const banned = await register(host, { ...somebody(), isBanned: true })
    expect(banned).toEqual(refusal(400, 3021, 'Not with this name.'))
    const weak = await register(host, { ...somebody(), password: 'short' })
    expect(weak).toEqual(refusal(400, 3021, 'Choose a longer password.'))
  })

  test('see a log-in, before and after', async () => {
    const { email, password } = await registered(host)
    const body = { login: email, password }
    const { body: user } = await call(host, 'POST', '/users/login', { body, headers })
    const id = user.objectId as string
    expect(seen.beforeLogin).toEqual({ id, ip: '203.0.113.9', master: false, agent: 'old-client' })
    expect(seen.afterLogin).toBe(id)
  })

  test('refuse a log-in in their own words', async () => {
    const person = await registered(host, { isClosed: true })
    expect(await logIn(host, person)).toEqual(refusal(400, 3000, 'This account is closed.'))
  })

  test('see a log-out, without the token', async () => {
    const person = await registered(host)
    const { body } = await logIn(host, person)
    await logOut(host, body['user-token'] as string)
    expect(seen.afterLogout).toEqual({
      user: body.objectId,
      headers: expect.not.objectContaining({ 'user-token': expect.anything() }),
    })
  })

  test('refuse a log-out in their own words', async () => {
    const token = await userTokenOf(host, await registered(host))
    const where = { sessionToken: token }
    const { body } = await rest(host, 'GET', '/sessions', { master: true, query: { where } })
    const [session] = body.results as { objectId: string }[]
    await rest(host, 'PUT', `/sessions/${session?.objectId}`, { master: true, body: { restricted: true } })
    expect(await logOut(host, token)).toEqual(refusal(400, 3023, 'Not now.'))
  })

  test('tell nothing of a fault of the server', async () => {
    const fault = refusal(500, 500, 'Internal server error.')
    expect(await register(host, { ...somebody(), isBroken: true })).toEqual(fault)
    expect(await logIn(host, await registered(host, { isFaulty: true }))).toEqual(fault)
    const token = await userTokenOf(host, await registered(host, { isUnreadable: true }))
    expect(await isValid(host, token)).toEqual(fault)
  })
})
