/** What the log tells of triggers: of the host's, as parse-server does; of ours, nothing. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const user = { username: 'ann', password: 'correct-horse', email: 'ann@example.com' }

describeWithDatabase('the log', (database) => {
  let host: Host
  const lines: string[] = []
  const start = async (cloud?: (Parse: { Cloud: Record<string, (handler: unknown) => void> }) => void) => {
    const loggerAdapter = { log: (...args: unknown[]) => void lines.push(args.join(' ')) }
    const parseServer = { silent: false, logLevel: 'info', loggerAdapter, ...(cloud && { cloud }) }
    host = await startHost({ database: database(), parseServer: parseServer })
  }
  afterEach(async () => {
    await host.close()
    lines.length = 0
  })
  async function comeAndGo(): Promise<string> {
    await rest(host, 'POST', '/users', { body: user })
    const { body } = await rest(host, 'POST', '/login', { body: user })
    const { sessionToken, objectId } = body as { sessionToken: string; objectId: string }
    await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { phone: '1' } })
    await rest(host, 'POST', '/logout', { sessionToken })
    return lines.join('\n')
  }

  test('says nothing of triggers where the host has none, and nobody’s address', async () => {
    await start()
    const log = await comeAndGo()
    expect(log).toContain('Security event: login')
    expect(log).not.toContain('triggered for')
    expect(log).not.toContain(user.email)
  })

  test('says of the host’s that they ran, as parse-server does', async () => {
    await start(({ Cloud }) => Cloud.afterLogin?.(() => undefined))
    const log = await comeAndGo()
    expect(log).toContain('afterLogin triggered for _User')
    expect(log).not.toContain('beforeLogin triggered')
  })
})
