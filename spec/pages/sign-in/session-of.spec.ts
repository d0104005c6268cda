/** That a host asks for a browser's session is a use of it, noted with the address and the device that it comes from. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { closeServer, listen } from '../../../src/testing/listen'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { agents } from '../../support/notices'
import { rest } from '../../support/rest'
import { changeRow, inDays } from '../../support/session-rows'
import { signIn } from '../member'

const credentials = { username: 'ann', email: 'ann@example.com', password: 'correct-horse' }
const proxied = { 'X-Forwarded-For': '203.0.113.7' }

describeWithDatabase('a session that a host asks for', (database) => {
  let host: Host
  let answer = (_req: IncomingMessage, res: ServerResponse): unknown => res.end()
  const plain = createServer((req, res) => void answer(req, res))
  let plainUrl: string
  beforeAll(async () => {
    plainUrl = `http://127.0.0.1:${await listen(plain)}`
    host = await startHost({
      database: database(),
      before: (app, accounts) => {
        answer = async (req, res) => res.end(String((await accounts.sessionOf(req))?.userId))
        app.get('/me', (req, res) => void answer(req, res))
      },
    })
    await rest(host, 'POST', '/users', { body: credentials })
  })
  afterAll(async () => {
    await closeServer(plain)
    await host.close()
  })

  test.each<[string, () => string, Record<string, string>, string | undefined]>([
    ['by a route', () => `${host.url}/me`, {}, '127.0.0.1'],
    ['by a route, behind a proxy that nobody trusts', () => `${host.url}/me`, proxied, 'of before'],
    ['by a server without Express', () => plainUrl, {}, '127.0.0.1'],
    ['by such a server, behind a proxy', () => plainUrl, proxied, 'of before'],
  ])('is noted as used %s', async (_how, url, headers, address) => {
    const member = await signIn(host.url, credentials.username, credentials.password)
    await changeRow(host, member.sessionToken(), {
      ...{ accountsLastUsedAt: inDays(-1), accountsDevice: 'of before', accountsAddress: 'of before' },
    })
    const cookie = member.headerFor(host.url)
    const asked = await fetch(url(), { headers: { cookie, 'User-Agent': agents.firefox, ...headers } })
    const userId = await asked.text()
    const use = async () => (await host.accounts.sessions.list(userId))[0]
    while (Number((await use())?.lastUsedAt) < Date.now() - 3_600_000);
    expect(await use()).toMatchObject({ device: 'Firefox on Windows', address })
  })
})
