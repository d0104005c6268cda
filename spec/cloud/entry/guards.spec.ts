/** The ready-made guards, for every way in. */
import { acme, acmeAuthData } from '../../support/acme'
import { newPerson } from '../../support/auth0-log-in'
import { bearer } from '../../support/bearer'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'
import { backendless, register } from '../../auth/backendless/backendless'

const password = 'correct-horse'
let names = 0
const newName = () => `name${(names += 1)}`

let tenant: Tenant
beforeAll(async () => {
  tenant = await startTenant()
})
afterAll(() => tenant.close())

const idToken = async (claims: object) => ({ auth0: { id_token: await tenant.idToken({ ...claims }) } })

describeWithDatabase('guards of addresses, and of work on the host', (database) => {
  let host: Host
  let maintenance: unknown = false
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      auth0: tenant.options,
      backendless,
      parseServer: { auth: { acme } },
      guards: {
        emailDomains: { allowed: ['example.com'] },
        maintenance: () => {
          if (maintenance === 'broken') throw new Error('a secret')
          return maintenance
        },
      },
    })
  })
  afterAll(() => host.close())
  beforeEach(() => void (maintenance = false))

  const create = (fields: object, master = false) =>
    rest(host, 'POST', '/users', { master, body: { username: newName(), password, ...fields } })
  const fault = { code: 125, error: 'Use an e-mail address of example.com.' }

  test('refuse sign-ups with other addresses: by REST, GraphQL, the facade, and a provider', async () => {
    const email = 'ann@evil.com'
    expect((await create({ email })).body).toEqual(fault)
    const fields = `username: "${newName()}", password: "${password}", email: "${email}"`
    const signedUp = await graphql(
      host,
      `mutation { signUp(input: { fields: { ${fields} } }) { clientMutationId } }`,
    )
    expect(JSON.stringify(signedUp.body)).toContain(fault.error)
    expect((await register(host, { email, password })).body).toMatchObject({ code: 3040 })
    const authData = await idToken(newPerson({ email }))
    expect((await rest(host, 'POST', '/users', { body: { authData } })).body).toEqual(fault)
    const token = await tenant.accessToken({ sub: newPerson().sub })
    expect((await rest(host, 'GET', '/users/me', bearer(token))).status).toBe(400) // it has no address
    const { body } = await rest(host, 'GET', '/users', { master: true, query: { where: { email } } })
    expect(body.results).toEqual([])
  })

  test('let in those with the right ones, and who is let in may change to such only', async () => {
    const name = newName()
    const { status, body } = await create({ email: `${name}@example.com` })
    expect(status).toBe(201)
    const { objectId, sessionToken } = body as { objectId: string; sessionToken: string }
    const change = async (email: unknown) =>
      (await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { email } })).body as unknown
    expect(await change('ann@evil.com')).toEqual(fault)
    expect(await change({ __op: 'Delete' })).toMatchObject({ code: 125 })
    expect(await change(`${name}-new@example.com`)).not.toHaveProperty('code')
    const authData = await idToken(newPerson())
    expect((await rest(host, 'POST', '/users', { body: { authData } })).status).toBe(201)
  })

  test('let operators do as they like, and keep their users from logging in', async () => {
    const name = newName()
    const made = await create({ username: name, email: `${name}@evil.com` }, true)
    expect(made.status).toBe(201)
    const body = { username: name, password }
    const refused = await rest(host, 'POST', '/login', { body })
    expect(refused.body).toEqual({ ...fault, code: 119 })
    expect((await rest(host, 'POST', '/login', { master: true, body })).status).toBe(200)
    expect(
      (await rest(host, 'GET', '/loginAs', { master: true, query: { userId: made.body.objectId } })).status,
    ).toBe(200)
  })

  test('close log-ins and sign-ups for the time of work, and leave sessions alone', async () => {
    const username = newName()
    const email = `${username}@example.com`
    const { sessionToken } = (await create({ username, email })).body as { sessionToken: string }
    maintenance = 'Back at noon.'
    const closed = { status: 400, body: { code: 100, error: 'Back at noon.' } }
    expect(await rest(host, 'POST', '/login', { body: { username, password } })).toMatchObject(closed)
    expect(await create({ email: `${newName()}@example.com` })).toMatchObject(closed)
    const authData = await idToken(newPerson())
    expect(await rest(host, 'POST', '/users', { body: { authData } })).toMatchObject(closed)
    const token = await tenant.accessToken({ sub: newPerson().sub })
    expect(await rest(host, 'GET', '/users/me', bearer(token))).toMatchObject({ ...closed, status: 503 })
    expect((await rest(host, 'GET', '/users/me', { sessionToken })).status).toBe(200)
    for (maintenance of [true, 'broken']) {
      const { body } = await rest(host, 'POST', '/login', { body: { username, password } })
      expect(body).toEqual({ code: 100, error: expect.stringMatching(/at work/) as unknown })
    }
    maintenance = false
    expect((await rest(host, 'POST', '/login', { body: { username, password } })).status).toBe(200)
  })
})

describeWithDatabase('guards of verified addresses, and of sign-up', (database) => {
  let host: Host
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { from: 'Spec <spec@example.com>', transport: mailbox.url },
      parseServer: { auth: { acme }, verifyUserEmails: true },
      guards: { verifiedEmail: ['password', 'acme'] },
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })
  const master = (method: string, path: string, body: object) =>
    rest(host, method, path, { master: true, body })
  const unverified = { status: 400, body: { code: 205, error: 'User email is not verified.' } }

  test('let nobody in by a password before the address is verified, at the sign-up neither', async () => {
    const username = newName()
    const fields = { username, password, email: `${username}@example.com` }
    const { status, body } = await rest(host, 'POST', '/users', { body: fields })
    expect([status, body.sessionToken]).toEqual([201, undefined])
    const logIn = () => rest(host, 'POST', '/login', { body: { username, password } })
    expect(await logIn()).toMatchObject(unverified)
    await master('PUT', `/users/${String(body.objectId)}`, { emailVerified: true })
    expect((await logIn()).status).toBe(200)
  })

  test('let in by a provider of theirs who is verified, and by others whoever comes', async () => {
    const name = newName()
    const signIn = (authData: object) => rest(host, 'POST', '/users', { body: { authData } })
    expect(await signIn(acmeAuthData(name))).toMatchObject(unverified)
    const where = { 'authData.acme.id': name }
    const { body } = await rest(host, 'GET', '/users', { master: true, query: { where } })
    const [user] = body.results as { objectId: string }[]
    await master('PUT', `/users/${user!.objectId}`, { email: `${name}@example.com` })
    await master('PUT', `/users/${user!.objectId}`, { emailVerified: true })
    expect((await signIn(acmeAuthData(name))).status).toBe(200)
    expect((await signIn({ anonymous: { id: name } })).status).toBe(201)
  })
})

describeWithDatabase('a closed sign-up', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      auth0: tenant.options,
      backendless,
      parseServer: { auth: { acme } },
      guards: { closedSignUp: true },
    })
  })
  afterAll(() => host.close())
  const closed = { status: 400, body: { code: 119, error: 'Sign-up is closed.' } }
  const create = (body: object, master = false) => rest(host, 'POST', '/users', { master, body })

  test('makes no user, by whatever way', async () => {
    const username = newName()
    expect(await create({ username, password })).toMatchObject(closed)
    expect(await rest(host, 'POST', '/classes/_User', { body: { username, password } })).toMatchObject(closed)
    expect(await create({ authData: acmeAuthData('new') })).toMatchObject(closed)
    expect(await create({ authData: { anonymous: { id: 'new' } } })).toMatchObject(closed)
    expect(await create({ authData: await idToken(newPerson()) })).toMatchObject(closed)
    const token = await tenant.accessToken({ sub: newPerson().sub })
    expect((await rest(host, 'GET', '/users/me', bearer(token))).body).toEqual(closed.body)
    const fields = `username: "${username}", password: "${password}"`
    const signedUp = await graphql(
      host,
      `mutation { signUp(input: { fields: { ${fields} } }) { clientMutationId } }`,
    )
    expect(JSON.stringify(signedUp.body)).toContain(closed.body.error)
    expect((await register(host, { email: 'ann@example.com', password })).status).toBe(400)
    expect((await rest(host, 'GET', '/users', { master: true })).body.results).toEqual([])
  })

  test('lets in who is there, whom operators make', async () => {
    const username = newName()
    expect((await create({ username, password, authData: acmeAuthData(username) }, true)).status).toBe(201)
    expect((await rest(host, 'POST', '/login', { body: { username, password } })).status).toBe(200)
    expect((await create({ authData: acmeAuthData(username) })).status).toBe(200)
  })
})
