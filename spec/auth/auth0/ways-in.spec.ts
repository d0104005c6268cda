/** The ways to log in with Auth0 by REST: which credentials, first and later log-ins, and what is answered and stored. */
import { logIn, newPerson, startAuth0Host, storedUser } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const redirectUri = 'https://app.example.com/callback'
const codeVerifier = 'v'.repeat(43)

describeWithDatabase('logging in with Auth0 by REST', (database) => {
  let tenant: Tenant
  let host: Host
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startAuth0Host(tenant, { database: database() })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const codeFor = (claims: Record<string, unknown>) => ({
    code: tenant.code({ redirectUri, codeVerifier, claims }),
    redirect_uri: redirectUri,
    code_verifier: codeVerifier,
  })
  const credentials = {
    'an ID token': async (claims: Record<string, unknown>) => ({ id_token: await tenant.idToken(claims) }),
    'an access token': async ({ sub }: Record<string, unknown>) => ({
      access_token: await tenant.accessToken({ sub }),
    }),
    'a code': async (claims: Record<string, unknown>) => codeFor(claims),
  }

  test.each(Object.entries(credentials))(
    'signs up with %s at first, and logs in later',
    async (_name, make) => {
      const person = newPerson()
      const first = await logIn(host, await make(person))
      expect(first.status).toBe(201)
      expect(first.body.sessionToken).toMatch(/^r:/)
      expect(first.headers.get('location')).toContain(`/users/${first.body.objectId}`)

      const second = await logIn(host, await make(person))
      expect(second.status).toBe(200)
      expect(second.body.objectId).toBe(first.body.objectId)
      expect(second.body.sessionToken).toMatch(/^r:/)
      expect(second.body.sessionToken).not.toBe(first.body.sessionToken)

      const { sessionToken } = second.body
      const me = await rest(host, 'GET', '/users/me', { sessionToken })
      expect(me.body).toMatchObject({
        objectId: first.body.objectId,
        authData: { auth0: { id: person.sub } },
      })
    },
  )

  test.each(Object.entries(credentials))(
    'echoes and stores nothing of %s but the subject',
    async (_name, make) => {
      const person = newPerson()
      for (const status of [201, 200]) {
        const answer = await logIn(host, await make(person))
        expect(answer.status).toBe(status)
        expect(answer.body.authData).toEqual({ auth0: { id: person.sub } })
        expect(JSON.stringify(answer.body)).not.toMatch(/eyJ|code|_token"/)
        expect((await storedUser(host, answer.body.objectId)).authData).toEqual({ auth0: { id: person.sub } })
      }
    },
  )

  test('answers with the fields of the user, the e-mail address too', async () => {
    const person = newPerson({ name: 'Nora' })
    const id_token = await tenant.idToken(person)
    const fields = { email: person.email, emailVerified: true, name: 'Nora' }
    expect((await logIn(host, { id_token })).body).toMatchObject(fields)
    expect((await logIn(host, { id_token })).body).toMatchObject(fields)
  })

  test('takes an id that is the subject', async () => {
    const person = newPerson()
    expect((await logIn(host, { id: person.sub, id_token: await tenant.idToken(person) })).status).toBe(201)
  })

  test('refuses the id of somebody else, and creates nobody', async () => {
    const victim = newPerson()
    await logIn(host, { id_token: await tenant.idToken(victim) })
    const answer = await logIn(host, { id: victim.sub, id_token: await tenant.idToken(newPerson()) })
    expect(answer.body).toMatchObject({ code: 101 })
    expect(answer.body.sessionToken).toBeUndefined()
  })

  test('refuses a code that was used before', async () => {
    const code = codeFor(newPerson())
    expect((await logIn(host, code)).status).toBe(201)
    expect((await logIn(host, code)).body).toMatchObject({ code: 101 })
  })

  test('logs in each of a batch', async () => {
    const people = [newPerson(), newPerson()]
    const requests = await Promise.all(
      people.map(async (person) => ({
        method: 'POST',
        path: '/parse/users',
        body: { authData: { auth0: { id_token: await tenant.idToken(person) } } },
      })),
    )
    const { body } = await rest(host, 'POST', '/batch', { body: { requests } })
    for (const [index, { sub }] of people.entries()) {
      expect(body[index].success).toMatchObject({
        authData: { auth0: { id: sub } },
        email: people[index]?.email,
      })
      expect(body[index].success.sessionToken).toMatch(/^r:/)
    }
  })

  test('logs in the subject of the token, whoever is logged in on the client', async () => {
    const { sessionToken, objectId } = (await logIn(host, { id_token: await tenant.idToken(newPerson()) }))
      .body
    const person = newPerson()
    const answer = await logIn(host, { id_token: await tenant.idToken(person) }, {}, { sessionToken })
    expect(answer.status).toBe(201)
    expect(answer.body.objectId).not.toBe(objectId)
    expect(answer.body.sessionToken).toMatch(/^r:/)
  })

  test('saves what the client sends beside it for a new user only', async () => {
    const id_token = await tenant.idToken(newPerson())
    const first = await logIn(host, { id_token }, { phone: '1' })
    await logIn(host, { id_token }, { phone: '2' })
    expect(await storedUser(host, first.body.objectId)).toMatchObject({ phone: '1' })
  })

  test('tells no more than the id where class-level permissions hide users from themselves', async () => {
    const schema = {
      classLevelPermissions: { get: {}, find: {}, create: { '*': true }, update: { '*': true } },
    }
    await rest(host, 'PUT', '/schemas/_User', { master: true, body: schema })
    const answer = await logIn(host, { id_token: await tenant.idToken(newPerson()) })
    const open = {
      classLevelPermissions: {
        get: { '*': true },
        find: { '*': true },
        create: { '*': true },
        update: { '*': true },
      },
    }
    await rest(host, 'PUT', '/schemas/_User', { master: true, body: open })
    expect(answer.status).toBe(201)
    expect(Object.keys(answer.body).sort()).toEqual(['authDataResponse', 'objectId', 'sessionToken'])
  })
})
