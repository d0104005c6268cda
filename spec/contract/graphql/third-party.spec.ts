/** GraphQL guide, "3rd Party Authentication", with Facebook faked at the network edge. */
import { createHmac } from 'node:crypto'
import nock from 'nock'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { isolateNetwork } from '../../support/network'
import { rest } from '../../support/rest'
import { graphql, deleteUsers } from './accounts'
import { aSessionToken, logInWithFacebook, viewer, viewerIn } from './guide'

const appSecret = 'facebook-app-secret'
const accessToken = 'Facebook access token for the user'
const userId = "user's Facebook id number as a string"

/** What Facebook answers about the token in the guide. */
function fakeFacebook({ app = '1234567890', user = userId } = {}) {
  const proof = createHmac('sha256', appSecret).update(accessToken).digest('hex')
  const query = { access_token: accessToken, appsecret_proof: proof }
  return nock('https://graph.facebook.com')
    .get('/app')
    .query(query)
    .reply(200, { category: 'Business', link: 'https://example.com/', name: 'Spec App', id: app })
    .get('/me')
    .query({ fields: 'id', ...query })
    .reply(200, { id: user })
}

describeWithDatabase('GraphQL guide, "3rd Party Authentication"', (database) => {
  let host: Host
  isolateNetwork()
  beforeAll(async () => {
    const auth = { facebook: { appIds: ['1234567890'], appSecret } }
    host = await startHost({ database: database(), parseServer: { auth } })
  })
  afterEach(() => deleteUsers(host))
  afterAll(() => host.close())

  const asNewUser = {
    sessionToken: aSessionToken,
    user: { id: expect.stringMatching(/^\w+=*$/) as string, email: 'a.new@user.com' },
  }

  test.each([
    ['without', false],
    ['with', true],
  ])('logInWith facebook, %s the optional X-Parse-Master-Key header', async (_how, master) => {
    const facebook = fakeFacebook()
    const { status, body } = await graphql(host, logInWithFacebook, { master })
    expect(status).toBe(200)
    expect(body).toEqual({ data: { logInWith: { viewer: asNewUser } } })
    expect(facebook.isDone()).toBe(true)
  })

  test('logs the same user in the second time, with another session', async () => {
    fakeFacebook()
    const first = viewerIn(await graphql(host, logInWithFacebook))
    fakeFacebook()
    const second = viewerIn(await graphql(host, logInWithFacebook))
    expect(second).toEqual({ ...asNewUser, user: first.user })
    expect(second.sessionToken).not.toBe(first.sessionToken)
  })

  test('the sessionToken authenticates subsequent operations', async () => {
    fakeFacebook()
    const { sessionToken } = viewerIn(await graphql(host, logInWithFacebook))
    const { body } = await graphql(host, viewer, { sessionToken })
    expect(body).toEqual({
      data: {
        viewer: { sessionToken, user: { username: expect.any(String) as string, email: 'a.new@user.com' } },
      },
    })
  })

  test.each([
    ['somebody else', { user: 'somebody else' }],
    ['another app', { app: 'another app' }],
  ])('refuses a token that Facebook gave to %s', async (_whom, answers) => {
    fakeFacebook(answers)
    const { body } = await graphql(host, logInWithFacebook)
    expect(body).toEqual({
      data: { logInWith: null },
      errors: [
        {
          message: 'Facebook auth is invalid for this user.',
          path: ['logInWith'],
          locations: [{ line: 3, column: 3 }],
          extensions: { code: 101 },
        },
      ],
    })
    const users = await rest(host, 'GET', '/users', { master: true })
    expect(users.body).toEqual({ results: [] })
  })

  test('refuses a provider that is not configured', async () => {
    const { body } = await graphql(host, logInWithFacebook.replace('facebook:', 'apple:'))
    expect(body).toMatchObject({ data: { logInWith: null }, errors: [{ extensions: { code: 252 } }] })
  })
})
