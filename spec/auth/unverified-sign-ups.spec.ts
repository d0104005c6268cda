/** preventLoginWithUnverifiedEmail without a provider of ours: whoever signs up with one has a session. */
import { facebookApp, facebookUser, fakeFacebook } from '../contract/rest/facebook'
import { acme, acmeAuthData } from '../support/acme'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { isolateNetwork } from '../support/network'
import { rest } from '../support/rest'

isolateNetwork()

const aSession = expect.stringMatching(/^r:/) as string
const emailAdapter = { sendMail: () => Promise.resolve() }
const email = (name: string) => ({ email: `${name}@example.com` })

describeWithDatabase('preventLoginWithUnverifiedEmail without auth0 and oidc', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        auth: { acme, facebook: facebookApp },
        emailAdapter,
        verifyUserEmails: true,
        preventLoginWithUnverifiedEmail: true,
      },
    })
  })
  afterAll(() => host.close())

  const signUp = (body: object) => rest(host, 'POST', '/users', { body })

  test.each([
    ['a provider of the host', acmeAuthData('ann')],
    ['Facebook', { facebook: facebookUser }],
    ['nobody, who stays anonymous', { anonymous: { id: 'd0f5bd3c-0c52-4b8b-9a5e-3c1a2b4d5e6f' } }],
  ])('gives a session to who signs up with %s', async (name, authData) => {
    fakeFacebook({ userId: facebookUser.id, access_token: facebookUser.access_token })
    const first = await signUp({ authData, ...email(name.replaceAll(/\W/g, '')) })
    expect(first).toMatchObject({ status: 201, body: { sessionToken: aSession } })
    const { sessionToken } = first.body as { sessionToken: string }
    expect((await rest(host, 'GET', '/users/me', { sessionToken })).status).toBe(200)
    expect(await signUp({ authData })).toMatchObject({ status: 200, body: { sessionToken: aSession } })
  })

  test('gives one by GraphQL and in a batch', async () => {
    const mutation = `mutation ($authData: Object!) {
      logInWith(input: { authData: $authData, fields: { email: "gil@example.com" } }) { viewer { sessionToken } } }`
    const variables = { authData: acmeAuthData('gil') }
    const { body } = await graphql(host, mutation, { variables })
    expect(body).toEqual({ data: { logInWith: { viewer: { sessionToken: aSession } } } })
    const request = { method: 'POST', path: '/parse/users', body: { authData: acmeAuthData('bea') } }
    const batch = await rest(host, 'POST', '/batch', { body: { requests: [request] } })
    expect(batch.body).toMatchObject([{ success: { sessionToken: aSession } }])
  })

  test('gives none to who signs up with a password', async () => {
    const body = { username: 'pat', password: 'correct-horse', ...email('pat') }
    expect((await signUp(body)).body).not.toHaveProperty('sessionToken')
    expect((await rest(host, 'POST', '/login', { body })).body).toMatchObject({ code: 205 })
  })
})
