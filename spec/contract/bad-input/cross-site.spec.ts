/** What a page of another site can send without asking first: an image's GET, with everything in its address. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

describeWithDatabase('a GET without headers', (database) => {
  let host: Host
  let keys: URLSearchParams
  beforeAll(async () => {
    host = await startHost({ database: database() })
    const credentials = { username: 'ann', password: 'correct-horse' }
    const { body } = await rest(host, 'POST', '/users', { body: credentials })
    const { sessionToken, objectId } = body as Record<string, string>
    keys = new URLSearchParams({
      ...credentials,
      userId: objectId!,
      _ApplicationId: host.appId,
      _MasterKey: host.masterKey,
      _SessionToken: sessionToken!,
    })
  })
  afterAll(() => host.close())

  test.each(['/login', '/loginAs', '/users/me', '/users', '/sessions', '/verifyPassword', '/serverInfo'])(
    'to %s does nothing, whatever keys are in its address',
    async (path) => {
      const { status } = await fetch(`${host.apiUrl}${path}?${keys}`)
      expect(status).toBe(403)
    },
  )

  test('is asked for by browsers first, as the header of the application is', async () => {
    const { headers } = await fetch(`${host.apiUrl}/login`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://other.example', 'Access-Control-Request-Method': 'GET' },
    })
    expect(headers.get('access-control-allow-headers')).toContain('X-Parse-Application-Id')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })
})
