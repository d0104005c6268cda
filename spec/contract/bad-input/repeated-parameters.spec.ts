/** Parameters that come twice, or by two ways: refused, or the one that is documented counts; never a fault. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest, type RestResponse } from '../../support/rest'

const password = 'correct-horse'

describeWithDatabase('a parameter that is repeated', (database) => {
  let host: Host
  let ann: { objectId: string; sessionToken: string }
  let bob: { objectId: string; sessionToken: string }
  beforeAll(async () => {
    host = await startHost({ database: database() })
    const signUp = async (username: string) =>
      (await rest(host, 'POST', '/users', { body: { username, password } })).body as typeof ann
    ann = await signUp('ann')
    bob = await signUp('bob')
  })
  afterAll(() => host.close())

  const raw = async (path: string, init: RequestInit = {}): Promise<RestResponse> => {
    const headers = { 'X-Parse-Application-Id': host.appId, ...(init.headers as Record<string, string>) }
    const answer = await fetch(host.apiUrl + path, { ...init, headers })
    return { status: answer.status, headers: answer.headers, body: await answer.json() }
  }

  test.each([
    '/login?username=ann&username=bob&password=correct-horse',
    '/login?username=ann&password=correct-horse&password=x',
    '/login?username[a]=ann&password[$ne]=x',
    '/users?where={}&where={"username":"ann"}',
    '/users?limit=1&limit=1000',
    '/users?keys=username&keys=email',
    '/classes/_Session?where={}&where={}',
  ])('in the query of GET %s is refused, or answered without what is not theirs', async (path) => {
    const { status, body } = await raw(path)
    expect(status).toBeLessThan(500)
    expect(JSON.stringify(body)).not.toContain('sessionToken')
  })

  test('in body and query of a log-in counts once: who logs in is the one with the password', async () => {
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'ann', password }),
    }
    const { status, body } = await raw('/login?username=bob&password=wrong', init)
    expect(status).toBeLessThan(500)
    if (status === 200) expect(body).toMatchObject({ objectId: ann.objectId })
    expect(body).not.toMatchObject({ objectId: bob.objectId })
  })

  test('as header and in the body: nobody gets what neither session may', async () => {
    const headers = { 'Content-Type': 'application/json', 'X-Parse-Session-Token': ann.sessionToken }
    const body = JSON.stringify({ nickname: 'x', _SessionToken: bob.sessionToken, _method: 'PUT' })
    const { status } = await raw(`/users/${bob.objectId}`, { method: 'POST', headers, body })
    const { body: stored } = await rest(host, 'GET', `/users/${bob.objectId}`, { master: true })
    expect(status).toBeLessThan(500)
    expect((stored as { nickname?: string }).nickname).toBe(status === 200 ? 'x' : undefined)
    expect(stored).not.toHaveProperty('_SessionToken')
  })

  test('as a header that is sent twice is no key', async () => {
    const headers = new Headers({ 'X-Parse-Application-Id': host.appId })
    headers.append('X-Parse-Master-Key', host.masterKey)
    headers.append('X-Parse-Master-Key', 'other')
    const answer = await fetch(`${host.apiUrl}/schemas`, { headers })
    expect(answer.status).toBe(403)
  })
})
