/** How many log-ins to Parse Dashboard are let through, however their path is written. */
import { describeWithOneDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'

describeWithOneDatabase('the limit of log-ins to the Dashboard', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      dashboard: { users: [{ user: 'admin', pass: 'spec-password' }], path: '/admin/board' },
      limits: { dashboard: { perAddress: { max: 1, seconds: 3600 } } },
    })
    // It has reached the Dashboard, which refuses it without the token of its form.
    expect(await post('/admin/board/login')).toBe(403)
  })
  afterAll(() => host.close())

  const credentials = new URLSearchParams({ username: 'admin', password: 'wrong' })
  const post = async (path: string) =>
    (await fetch(host.url + path, { method: 'POST', body: credentials, redirect: 'manual' })).status

  test.each([
    '/admin/board/login',
    '/admin/board/login/',
    '/admin/board/LOGIN',
    '/admin/board/Login/',
    '/admin/board/LOGIN?redirect=login',
    '/Admin/BOARD/logIn',
  ])('counts a post to %s', async (path) => {
    expect(await post(path)).toBe(429)
  })

  test.each(['/admin/board/%6Cogin', '/admin/board//LOGIN', '/admin/board/log%69n/', '/admin/board/login/x'])(
    'leaves alone what the Dashboard does not take for a log-in: %s',
    async (path) => {
      expect([403, 302, 303]).not.toContain(await post(path))
    },
  )
})
