/** What answers at a path of its own leaves the rest to the host, as it was. */
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { send } from '../support/rest'
import { startTenant, type Tenant } from '../support/tenant'

describeWithDatabase('routes of the host beside endpoints', (database) => {
  let tenant: Tenant
  let host: Host
  const down = { db: 'down' }
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({
      database: database(),
      auth0: { ...tenant.options, actionSecrets: ['an-action-secret-of-32-characters'] },
      after: (app) => {
        app.get(['/health/ready', '/auth0/session/state'], (_req, res) => void res.status(503).json(down))
        app.post('/health', (_req, res) => void res.status(503).json(down))
      },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  async function expectHosts(method: string, path: string) {
    const { status, body, headers } = await send(host, method, host.url + path)
    expect([status, body]).toEqual([503, down])
    expect(headers.get('x-powered-by')).toBe('Express')
    for (const ours of ['cache-control', 'content-security-policy', 'retry-after'])
      expect(headers.get(ours)).toBeNull()
  }

  const routes: [string, string][] = [
    ['GET', '/health/ready'],
    ['POST', '/health'],
    ['GET', '/auth0/session/state'],
  ]
  test.each(routes)('%s %s is answered as the host has it', (method, path) => expectHosts(method, path))

  test('they go on when the accounts are closed', async () => {
    await host.accounts.close()
    for (const [method, path] of routes) await expectHosts(method, path)
    expect((await send(host, 'GET', `${host.url}/health`)).body).toMatchObject({ code: 100 })
  })
})
