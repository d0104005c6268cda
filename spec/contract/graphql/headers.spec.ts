/** GraphQL guide: the headers of its requests, with and without client keys, and the path of the API. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { send } from '../../support/rest'
import { graphql, visit } from './accounts'
import { johndoeAsViewer, logIn, logOut, signUp, viewer, viewerIn } from './guide'

const clientKeys = {
  'X-Parse-Client-Key': 'spec-client-key',
  'X-Parse-REST-API-Key': 'spec-rest-key',
  'X-Parse-Javascript-Key': 'spec-javascript-key',
  'X-Parse-Windows-Key': 'spec-dot-net-key',
}
const keyOptions = {
  clientKey: 'spec-client-key',
  restAPIKey: 'spec-rest-key',
  javascriptKey: 'spec-javascript-key',
  dotNetKey: 'spec-dot-net-key',
}
const unauthorized = { status: 403, body: { code: 119, error: 'unauthorized' } }

describe.each([
  ['no client keys', {}],
  ['client keys', keyOptions],
])('with %s configured', (_keys, options) => {
  describeWithDatabase('GraphQL guide, the headers', (database) => {
    const hasKeys = Object.keys(options).length > 0
    const headers: Record<string, string> = hasKeys ? { 'X-Parse-REST-API-Key': 'spec-rest-key' } : {}
    let host: Host
    beforeAll(async () => {
      host = await startHost({ database: database(), parseServer: { appName: 'Spec App', ...options } })
      await graphql(host, signUp, { headers })
    })
    afterAll(() => host.close())

    const answerTo = async (request: Parameters<typeof graphql>[2]) => {
      const { status, body } = await graphql(host, logIn, request)
      return { status, body: body }
    }
    const loggedIn = { status: 200, body: { data: { logIn: { viewer: johndoeAsViewer } } } }

    test('X-Parse-Application-Id alone, as in the guide', async () => {
      expect(await answerTo({})).toEqual(hasKeys ? unauthorized : loggedIn)
    })

    test('with the optional X-Parse-Master-Key', async () => {
      expect(await answerTo({ master: true })).toEqual(loggedIn)
    })

    test.each(Object.entries(clientKeys))('with %s', async (name, key) => {
      expect(await answerTo({ headers: { [name]: key } })).toEqual(loggedIn)
      expect(await answerTo({ headers: { [name]: 'wrong' } })).toEqual(hasKeys ? unauthorized : loggedIn)
    })

    test('a wrong X-Parse-Application-Id', async () => {
      const wrong = { ...headers, 'X-Parse-Application-Id': 'another-app' }
      expect(await answerTo({ headers: wrong })).toEqual(unauthorized)
    })

    test('a wrong X-Parse-Master-Key gives no rights', async () => {
      const wrong = { ...headers, 'X-Parse-Master-Key': 'wrong' }
      const { body } = await graphql(host, '{ users { count } }', { headers: wrong })
      expect(body).toEqual({ data: { users: { count: 0 } } })
    })

    test('X-Parse-Session-Token, for viewer and logOut', async () => {
      const { sessionToken } = viewerIn(await graphql(host, logIn, { headers }))
      const seen = await graphql(host, viewer, { headers, sessionToken })
      expect(seen.body).toEqual({ data: { viewer: { ...johndoeAsViewer, sessionToken } } })
      const left = await graphql(host, logOut, { headers, sessionToken })
      expect(left.body).toEqual({
        data: { logOut: { clientMutationId: 'logOut', viewer: { user: johndoeAsViewer.user } } },
      })
    })

    test.each(['request_password_reset', 'verify_email'])('the link to %s needs no headers', async (page) => {
      const link = `${host.apiUrl}/apps/${host.appId}/${page}?token=xxxxxxxxxxxx`
      expect(await visit(link)).toMatchObject({
        status: 200,
        text: expect.stringContaining('Invalid') as string,
      })
    })
  })
})

describeWithDatabase('GraphQL guide, the path of the API', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), graphql: { path: '/api/graph-ql' } })
  })
  afterAll(() => host.close())

  test('graphql.path changes it', async () => {
    expect(host.graphqlUrl).toBe(`${host.url}/api/graph-ql`)
    const { body } = await graphql(host, '{ health }')
    expect(body).toEqual({ data: { health: true } })
  })

  test('the default path is the host’s then', async () => {
    const { status } = await send(host, 'POST', `${host.url}/graphql`, { body: { query: '{ health }' } })
    expect(status).toBe(404)
  })
})
