/** The Dashboard's cookie behind TLS, by a proxy that the app trusts. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'

const admin = { user: 'admin', pass: 'plain-secret' }
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

describeWithDatabase("the Dashboard's cookie", (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      dashboard: { users: [admin] },
      before: (app) => void app.set('trust proxy', 'loopback'),
    })
  })
  afterAll(() => host.close())

  const ask = (path: string, cookie = '', proto = 'https', rest: RequestInit = {}) =>
    fetch(`${host.url}/dashboard${path}`, {
      redirect: 'manual',
      ...rest,
      headers: { 'X-Forwarded-Proto': proto, ...(cookie && { Cookie: cookie }), ...form },
    })

  /** @returns the cookie of a session in which the administrator has logged in, without its attributes */
  async function logIn(proto: string): Promise<string> {
    const shown = await ask('/login', '', proto)
    const [, _csrf = ''] = /"csrf" type="application\/json">"([^"]+)"/.exec(await shown.text()) ?? []
    const [before = ''] = shown.headers.getSetCookie()[0]?.split(';') ?? []
    const body = new URLSearchParams({ username: admin.user, password: admin.pass, _csrf })
    const answer = await ask('/login', before, proto, { method: 'POST', body })
    return answer.headers.getSetCookie()[0] ?? ''
  }
  const configOf = (cookie: string, proto = 'https') =>
    ask('/parse-dashboard-config.json', cookie.split(';')[0], proto)

  test('goes back encrypted, and to this host alone', async () => {
    const cookie = await logIn('https')
    expect(cookie).toMatch(/^__Host-parse_dash=/)
    expect(cookie.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'])
    const config = await configOf(cookie)
    expect(config.status).toBe(200)
    expect(config.headers.get('cache-control')).toBe('no-store')
    expect(config.headers.get('etag')).toBeNull()
    expect(config.headers.get('x-powered-by')).toBeNull()
  })

  test('is not taken under a name that anybody can write', async () => {
    const cookie = await logIn('https')
    expect((await configOf(cookie.replace('__Host-', ''))).status).toBe(401)
  })

  test('works on plain HTTP, as on this machine', async () => {
    const cookie = await logIn('http')
    expect(cookie).toMatch(/^parse_dash=/)
    expect((await configOf(cookie, 'http')).status).toBe(200)
  })
})
