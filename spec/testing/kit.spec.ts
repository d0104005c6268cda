/** The test kit, as hosts use it: on its own database, without anything of the specs around it. */
import {
  createUser,
  type Mailbox,
  startIssuer,
  startMailbox,
  startTestHost,
  type TestHost,
  type TestIssuer,
} from '../../testing'
import { needs } from '../../src/testing/needs'

describe('a host for tests', () => {
  let mailbox: Mailbox
  let tenant: TestIssuer
  let staff: TestIssuer
  let host: TestHost
  const heard: string[] = []

  beforeAll(async () => {
    mailbox = await startMailbox({ onMessage: ({ subject }) => heard.push(subject) })
    tenant = await startIssuer()
    staff = await startIssuer({ claims: ['department'] })
    host = await startTestHost({
      mailbox,
      email: { transport: 'smtp://127.0.0.1:1', from: 'Kit <kit@example.com>' },
      auth0: tenant.auth0,
      oidc: { staff: { ...staff.options, roles: { claim: 'department' } } },
      parseServer: { verifyUserEmails: true, databaseURI: undefined },
      before: (app) => app.get('/health', (_req, res) => res.json({ status: 'ok' })),
    })
  })
  afterAll(async () => {
    await host.close()
    await host.close()
    for (const each of [mailbox, tenant, staff]) await each.close()
  })

  const post = async (path: string, body: object) => {
    const headers = { 'Content-Type': 'application/json', 'X-Parse-Application-Id': host.appId }
    const response = await fetch(host.apiUrl + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await response.json()) as Record<string, unknown>
  }
  const userWith = (objectId: unknown) =>
    fetch(`${host.apiUrl}/users/${String(objectId)}`, {
      headers: { 'X-Parse-Application-Id': host.appId, 'X-Parse-Master-Key': host.masterKey },
    }).then((response) => response.json() as Promise<Record<string, unknown>>)

  test('serves the app and the API, on a database of its own', async () => {
    expect(await fetch(`${host.url}/health`).then((response) => response.json())).toEqual({ status: 'ok' })
    expect(await post('/functions/none', {})).toMatchObject({ code: 141 })
  })

  test('signs users up, whose mails and links can be awaited, whatever transport the options name', async () => {
    const ann = await createUser(host, { username: 'ann', city: 'Ulm' })
    expect(ann).toMatchObject({ username: 'ann', email: 'ann@example.com' })
    const { links, subject, headers } = await mailbox.next({ to: ann.email })
    expect(heard).toContain(subject)
    expect(headers).toMatchObject({ from: 'Kit <kit@example.com>' })
    expect((await fetch(links[0]!)).status).toBe(200)
    const logIn = await post('/login', { username: 'ann', password: ann.password })
    expect(logIn).toMatchObject({ objectId: ann.objectId, city: 'Ulm', emailVerified: false })
  })

  test('makes users of its own, verified ones and such without an address', async () => {
    const before = mailbox.messages.length
    const [one, verified, none] = [
      await createUser(host),
      await createUser(host, { emailVerified: true }),
      await createUser(host, { email: null }),
    ]
    expect(one.username).not.toBe(verified.username)
    expect(one.sessionToken).toMatch(/^r:/)
    expect(verified.sessionToken).toMatch(/^r:/)
    expect(none.email).toBe('')
    expect(await userWith(verified.objectId)).toMatchObject({ emailVerified: true })
    await mailbox.next({ to: one.email })
    expect(mailbox.messages.slice(before).map(({ to }) => to)).toEqual([[one.email]])
  })

  test('says why somebody was not signed up', async () => {
    await createUser(host, { username: 'twice', email: null })
    await expect(createUser(host, { username: 'twice', email: null })).rejects.toThrow(
      /^twice was not signed up: 202 Account already exists/,
    )
  })

  test('signs people in at an issuer, by token and by code', async () => {
    const kay = { sub: 'kay', email: 'kay@example.com', department: ['sales'] }
    const { id_token } = await staff.tokens(kay)
    const signedUp = await post('/users', { authData: { staff: { id_token } } })
    expect(signedUp).toMatchObject({ sessionToken: expect.stringMatching(/^r:/) })
    expect(await userWith(signedUp.objectId)).toMatchObject({ email: kay.email, emailVerified: true })
    const code = await post('/users', { authData: { staff: await staff.code(kay) } })
    expect(code.objectId).toBe(signedUp.objectId)
  })

  test.each(['/auth', '/account', ''])('sends people back to pages at "%s"', async (path) => {
    const discovery = await fetch(new URL('.well-known/openid-configuration', staff.issuer))
    const { authorization_endpoint, end_session_endpoint } = (await discovery.json()) as Record<
      string,
      string
    >
    const ask = async (endpoint: string | undefined, query: Record<string, string>) => {
      const url = `${endpoint}?${String(new URLSearchParams({ client_id: staff.options.clientId, ...query }))}`
      return (await fetch(url, { redirect: 'manual' })).status
    }
    const challenge = { code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' }
    const signIn = { response_type: 'code', scope: 'openid', ...challenge }
    const redirect_uri = `${host.url}${path}/callback/staff`
    expect(await ask(authorization_endpoint, { ...signIn, redirect_uri })).toBe(303)
    const post_logout_redirect_uri = `${host.url}${path}/signed-out/staff`
    expect(await ask(end_session_endpoint, { post_logout_redirect_uri })).toBe(200)
  })

  test('signs people in as with Auth0, by access token too', async () => {
    const kim = { sub: 'auth0|kim', email: 'kim@example.com', name: 'Kim' }
    const { id_token, access_token } = await tenant.tokens(kim)
    const { objectId } = await post('/users', { authData: { auth0: { id_token } } })
    const again = await post('/users', { authData: { auth0: { access_token } } })
    expect(objectId).toEqual(expect.any(String))
    expect(again.objectId).toBe(objectId)
  })
})

test('a host of yours has its path and its client keys, and users say why they can’t log in', async () => {
  const closed = 'Nobody logs in today.'
  const host = await startTestHost({
    parseServer: {
      publicServerURL: 'https://api.example.com/v1',
      restAPIKey: 'rest',
      javascriptKey: 'js',
      cloud: ({ Cloud }) => {
        Cloud.beforeLogin(({ object }) => {
          if (object.getUsername() === 'late') throw new Error(closed)
        })
      },
    },
  })
  expect(new URL(host.apiUrl).pathname).toBe('/v1')
  expect((await createUser(host, { username: 'ann' })).sessionToken).toMatch(/^r:/)
  expect((await createUser(host, { emailVerified: true })).sessionToken).toMatch(/^r:/)
  await expect(createUser(host, { username: 'late', emailVerified: true })).rejects.toThrow(
    `late was not logged in: 141 ${closed}`,
  )
  await host.close()
})

test('a host that does not start leaves nothing open', async () => {
  const start = startTestHost({
    parseServer: { databaseURI: 'postgres://localhost:1/none', publicServerURL: 'nonsense' },
  })
  await expect(start).rejects.toMatchObject({ code: 'ERR_OPTIONS' })
})

test('the test kit says which package is missing', async () => {
  await expect(needs('postal-mime', () => Promise.reject(new Error('none')))).rejects.toThrow(
    'parse-server-accounts/testing needs the package postal-mime: npm install --save-dev postal-mime',
  )
})
