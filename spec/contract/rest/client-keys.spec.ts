/** Every documented request, refused: with client keys configured, each needs one of them, or the master key. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest, type RestRequest } from '../../support/rest'
import { type Answer, clientKeys, cooldude6, revocable } from './guide'
import { parseError } from './shapes'

const sessionToken = 'r:pnktnjyb996sj4p156gjtp4im'
const email = 'email@example.com'
const user = '/users/g7y9tkhB7O'
const facebook = { id: '123456789', access_token: 'SaMpLe', expiration_date: '2022-01-01T12:23:45.678Z' }

const documented: [string, string, string, RestRequest][] = [
  ['Signing Up', 'POST', '/users', { headers: revocable, body: cooldude6 }],
  ['Logging In', 'POST', '/login', { headers: revocable, body: cooldude6 }],
  ['Logging In', 'GET', '/login', { headers: revocable, query: cooldude6 }],
  ['Verifying Emails', 'POST', '/verificationEmailRequest', { body: { email } }],
  ['Requesting A Password Reset', 'POST', '/requestPasswordReset', { body: { email } }],
  ['Retrieving Users', 'GET', user, {}],
  ['Retrieving Current User', 'GET', '/users/me', { sessionToken }],
  ['Updating Users', 'PUT', user, { sessionToken, body: { phone: '415-369-6201' } }],
  ['Querying', 'GET', '/users', {}],
  ['Deleting Users', 'DELETE', user, { sessionToken }],
  ['Signing Up and Logging In', 'POST', '/users', { body: { authData: { anonymous: { id: 'a' } } } }],
  ['Linking', 'PUT', user, { sessionToken, body: { authData: { facebook } } }],
  ['Unlinking', 'PUT', user, { sessionToken, body: { authData: { facebook: null } } }],
  ['User Impersonation', 'GET', '/loginAs', { headers: revocable, query: { userId: 'abc123' } }],
  ['User Impersonation', 'POST', '/loginAs', { headers: revocable, body: { userId: 'abc123' } }],
]

const wrongKeys: [string, Record<string, string>][] = [
  ['missing', {}],
  ['empty', { 'X-Parse-REST-API-Key': '' }],
  ['wrong', { 'X-Parse-REST-API-Key': 'guessed' }],
  ['that of another kind', { 'X-Parse-REST-API-Key': clientKeys.javascriptKey }],
  ['missing, and the master key wrong', { 'X-Parse-Master-Key': 'guessed' }],
]

describeWithDatabase('REST guide: client keys', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: clientKeys })
  })
  afterAll(() => host.close())
  const ask = (method: string, path: string, request: RestRequest): Promise<Answer> =>
    rest(host, method, path, request)

  describe.each(documented)('%s: %s %s', (_section, method, path, request) => {
    test.each(wrongKeys)('is refused with the key %s', async (_what, key) => {
      const headers = { ...request.headers, ...key }
      const { status, body } = await ask(method, path, { ...request, headers })
      expect(status).toBe(403)
      expect(body).toEqual(parseError(119, 'unauthorized'))
    })
  })

  test.each([
    ['X-Parse-REST-API-Key', clientKeys.restAPIKey],
    ['X-Parse-Client-Key', clientKeys.clientKey],
    ['X-Parse-Javascript-Key', clientKeys.javascriptKey],
    ['X-Parse-Windows-Key', clientKeys.dotNetKey],
  ])('%s lets a request pass', async (name, key) => {
    const { status, body } = await ask('GET', '/users', { headers: { [name]: key } })
    expect(status).toBe(200)
    expect(body).toEqual({ results: [] })
  })

  test('a request for an unknown application is refused', async () => {
    const headers = { 'X-Parse-Application-Id': 'another', 'X-Parse-REST-API-Key': clientKeys.restAPIKey }
    const { status, body } = await ask('GET', '/users', { headers })
    expect(status).toBe(403)
    expect(body).toEqual(parseError(119, 'unauthorized'))
  })
})
