/** `GET /health`: what a proxy is told, before and while a server ends. */
import { once } from 'node:events'
import { type ChildHost, startChildHost } from '../../support/child-host'
import { describeWithDatabase } from '../../support/database'
import { rest, send } from '../../support/rest'

describeWithDatabase('the health of a server', (database) => {
  let host: ChildHost
  beforeAll(async () => {
    host = await startChildHost('rolling', database(), {
      SMTP_URL: 'smtp://127.0.0.1:9',
      WEBHOOK_URL: 'http://127.0.0.1:9/',
      WEBHOOK_SECRET: 'whsec_' + 'a'.repeat(44),
    })
  })
  afterAll(() => host.stop())
  const health = (method = 'GET', path = '/health') => send(host, method, host.url + path)

  test('is 200 while it is up, and leaves what is below it, and other methods, to the host', async () => {
    const { status, body, headers } = await health()
    expect([status, body]).toEqual([200, { status: 'ok' }])
    expect(headers.get('cache-control')).toBe('no-store')
    expect((await health('HEAD')).status).toBe(200)
    expect((await health('POST')).status).toBe(404)
    expect((await health('GET', '/health/more')).status).toBe(404)
  })

  test('is 503 when it is told to end, while requests are answered, and connections let go', async () => {
    await health()
    const ended = once(host.process, 'exit')
    host.process.kill('SIGTERM')
    while ((await health()).status === 200);
    const seen = await health()
    expect([seen.status, seen.body]).toEqual([503, { code: 100, error: 'The server is about to end.' }])
    const answer = await rest(host, 'GET', '/health')
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }])
    expect(answer.headers.get('connection')).toBe('close')
    expect(await ended).toEqual([null, 'SIGTERM'])
  })
})
