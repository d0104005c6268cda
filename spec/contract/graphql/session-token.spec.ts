/** GraphQL guide, "Using Session Token". */
import { acme } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { graphql } from './accounts'
import { johndoeAsViewer, signUp, viewer, viewerIn } from './guide'

const withAcme = 'logInWith(input: { authData: { acme: { id: "ann", token: "nna" } } })'

/** Of `logIn`, `signUp` or `logInWith`, and then `createSession`. */
interface Answered {
  data: {
    way: { viewer: { sessionToken: string; user: { objectId: string } } }
    createSession: { session: { sessionToken: string } }
  }
}

describeWithDatabase('GraphQL guide, "Using Session Token"', (database) => {
  let host: Host
  let sessionToken: string
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { auth: { acme } } })
    sessionToken = viewerIn(await graphql(host, signUp)).sessionToken
  })
  afterAll(() => host.close())

  test('viewer, with the X-Parse-Session-Token header', async () => {
    const { status, body } = await graphql(host, viewer, { sessionToken })
    expect(status).toBe(200)
    expect(body).toEqual({ data: { viewer: { ...johndoeAsViewer, sessionToken } } })
  })

  test('any operation runs as this user', async () => {
    const users = '{ users { count edges { node { username } } } }'
    const as = async (token?: string) =>
      (await graphql(host, users, token ? { sessionToken: token } : {})).body
    expect(await as(sessionToken)).toEqual({
      data: { users: { count: 1, edges: [{ node: { username: 'johndoe' } }] } },
    })
    expect(await as()).toEqual({ data: { users: { count: 0, edges: [] } } })
  })

  test.each([
    ['logIn', 'logIn(input: { username: "johndoe", password: "ASuperStrongPassword" })'],
    ['signUp', 'signUp(input: { fields: { username: "jane", password: "correct-horse" } })'],
    ['logInWith, of a new user', withAcme],
    ['logInWith', withAcme],
  ])('what follows %s in one request has its session', async (_what, logIn) => {
    const mutation = `mutation {
      way: ${logIn} { viewer { sessionToken user { objectId } } }
      createSession(input: { fields: {} }) { session { sessionToken user { objectId } } }
    }`
    const { body } = await graphql(host, mutation)
    const { user, sessionToken: first } = (body as Answered).data.way.viewer
    const second = { sessionToken: expect.stringMatching(/^r:/) as string, user }
    expect(body).toEqual({
      data: { way: { viewer: { sessionToken: first, user } }, createSession: { session: second } },
    })
    expect((body as Answered).data.createSession.session.sessionToken).not.toBe(first)
  })

  test('viewer, without the header', async () => {
    const { status, body } = await graphql(host, viewer)
    expect(status).toBe(200)
    expect(body).toEqual({
      data: null,
      errors: [
        {
          message: 'Permission denied',
          path: ['viewer'],
          locations: [{ line: 3, column: 3 }],
          extensions: { code: 209 },
        },
      ],
    })
  })

  test.each(['r:b0dfad1eeafa4425d9508f1c0a15c3fa', 'no-token', 'r:'])(
    'viewer, with %s, which is no valid session token',
    async (invalid) => {
      const { status, body } = await graphql(host, viewer, { sessionToken: invalid })
      expect(status).toBe(400)
      expect(body).toEqual({ code: 209, error: 'Invalid session token' })
    },
  )
})
