/** A session that is over keeps nobody from signing up, logging in or out, or asking for a mail. */
import { acme, acmeAuthData } from '../support/acme'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import { connectSdk, Parse } from '../support/sdk'

const password = 'correct-horse'
const ann = { username: 'ann', password, email: 'ann@example.com' }
const never = `r:${'0'.repeat(32)}`
const refused = { status: 400, body: { code: 209 } }

const mutations = [
  `signUp(input: { fields: { username: "gil", password: "${password}" } }) { viewer { sessionToken } }`,
  `createUser(input: { fields: { username: "gus", password: "${password}" } }) { user { objectId } }`,
  `logIn(input: { username: "ann", password: "${password}" }) { viewer { sessionToken } }`,
  'logInWith(input: { authData: { acme: { id: "gwen", token: "newg" } } }) { viewer { sessionToken } }',
  'logOut(input: {}) { ok viewer { sessionToken } }',
  'resetPassword(input: { email: "ann@example.com" }) { ok }',
  'sendVerificationEmail(input: { email: "ann@example.com" }) { ok }',
]

describeWithDatabase('a session that is over', (database) => {
  let host: Host
  let sessionToken: string
  const loggedIn = async () => String((await rest(host, 'POST', '/login', { body: ann })).body.sessionToken)
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        auth: { acme },
        emailAdapter: { sendMail: () => Promise.resolve() },
        verifyUserEmails: true,
        cloud: ({ Cloud, Query, User }: typeof Parse) => {
          Cloud.beforeSave(User, async ({ object }) => {
            if (object.get('asks')) await new Query('Note').find({ sessionToken: never })
          })
        },
      },
    })
    await rest(host, 'POST', '/users', { body: ann })
    sessionToken = await loggedIn()
    await rest(host, 'POST', '/logout', { sessionToken })
  })
  afterAll(() => host.close())

  const requests: [method: string, path: string, body: object][] = [
    ['POST', '/users', { username: 'bob', password }],
    ['POST', '/users/', { authData: acmeAuthData('zoe') }],
    ['POST', '/classes/_User', { username: 'cid', password }],
    ['POST', '/login', ann],
    ['POST', '/verifyPassword', ann],
    ['POST', '/requestPasswordReset', { email: ann.email }],
    ['POST', '/verificationEmailRequest', { email: ann.email }],
    ['POST', '/logout', {}],
  ]
  test.each(requests)('is in nobody’s way by %s %s', async (method, path, body) => {
    const { status } = await rest(host, method, path, { body, sessionToken })
    expect(status).toBe(/^\/(users|classes)/.test(path) ? 201 : 200)
  })

  test('nor in a batch of these, by the API’s own path', async () => {
    const rows = requests.slice(3).map(([method, path, body]) => ({ method, path: `/parse${path}`, body }))
    const signUp = { method: 'POST', path: '/parse/users', body: { username: 'dan', password } }
    const answer = await rest(host, 'POST', '/batch', { sessionToken, body: { requests: [signUp, ...rows] } })
    const success: unknown = expect.anything()
    expect(answer).toMatchObject({ status: 200, body: [signUp, ...rows].map(() => ({ success })) })
  })

  test.each(mutations)('nor by GraphQL: %s', async (mutation) => {
    const { status, body } = await graphql(host, `mutation { ${mutation} }`, { sessionToken })
    expect([status, body]).toEqual([200, { data: expect.any(Object) as object }])
  })

  test('nor that of the operation that is asked for, among others', async () => {
    const query = `query A { viewer { sessionToken } } mutation B { ${mutations[5]} }`
    const ask = (operationName: string) => graphql(host, query, { sessionToken, operationName })
    expect(await ask('B')).toMatchObject({ status: 200, body: { data: { resetPassword: { ok: true } } } })
    expect(await ask('A')).toMatchObject(refused)
  })

  test('nor by the SDK', async () => {
    connectSdk(host)
    const { id } = await Parse.User.signUp('eve', password, {})
    await host.accounts.sessions.revoke(String(id))
    await Parse.User.signUp('eva', password, {})
    expect(await Parse.User.current()?.fetch()).toMatchObject({ attributes: { username: 'eva' } })
    await host.accounts.sessions.revoke(String(Parse.User.current()?.id))
    await Parse.User.logOut()
    expect(Parse.User.current()).toBeNull()
  })

  test.each([
    [
      'in a batch with others',
      '/batch',
      [
        ['POST', '/parse/logout'],
        ['GET', '/parse/users/me'],
      ],
    ],
    ['in an empty batch', '/batch', []],
    ['in a batch of other paths', '/batch', [['POST', '/else/logout']]],
    ['by a class of users of another name', '/classes/users', undefined],
  ])('is refused %s', async (_how, path, rows) => {
    const body = rows ? { requests: rows.map(([method, path]) => ({ method, path, body: {} })) } : {}
    expect(await rest(host, 'POST', path, { sessionToken, body })).toMatchObject(refused)
  })

  test.each([
    '{ viewer { sessionToken } }',
    `mutation { ${mutations[5]} createRole(input: { fields: { name: "r", ACL: {} } }) { clientMutationId } }`,
    `mutation { ...all } fragment all on Mutation { ${mutations[5]} }`,
    'mutation {',
  ])('is refused by GraphQL: %s', async (query) => {
    expect(await graphql(host, query, { sessionToken })).toMatchObject(refused)
  })

  test('is refused where Cloud Code looks for another one meanwhile', async () => {
    const body = { username: 'fay', password, asks: true }
    for (const dead of [never, sessionToken])
      expect((await rest(host, 'POST', '/users', { body, sessionToken: dead })).body.code).toBe(209)
  })
})

describeWithDatabase('a session that lasts', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { auth: { acme } } })
  })
  afterAll(() => host.close())

  test('goes on as it was, and is ended by a log-out', async () => {
    const { body } = await rest(host, 'POST', '/users', { body: ann })
    const { objectId, sessionToken } = body as { objectId: string; sessionToken: string }
    const link = { body: { authData: acmeAuthData('ann') }, sessionToken }
    expect((await rest(host, 'PUT', `/users/${objectId}`, link)).status).toBe(200)
    expect((await rest(host, 'POST', '/logout', { sessionToken, body: {} })).status).toBe(200)
    expect(await rest(host, 'GET', '/users/me', { sessionToken })).toMatchObject(refused)
  })
})
