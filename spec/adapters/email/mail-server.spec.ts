/** A mail server that is away: the operator hears of it, and nobody else. */
import { inspect } from 'node:util'
import { describeWithDatabase } from '../../support/database'
import { startHost } from '../../support/host'
import { startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'

/** The log of a Parse Server, to wait for lines. */
function createLog() {
  const lines: string[] = []
  let tell: () => void = () => undefined
  return {
    lines,
    loggerAdapter: {
      log: (...args: unknown[]) => {
        lines.push(inspect(args))
        tell()
      },
    },
    line: async (pattern: RegExp) => {
      while (!lines.some((line) => pattern.test(line))) await new Promise<void>((resolve) => (tell = resolve))
    },
  }
}

describeWithDatabase('a mail server that is away', (database) => {
  test('is told of at the start, which goes on; and when mails wait, and when they do no longer', async () => {
    const mailbox = await startMailbox()
    await mailbox.goDown()
    const { lines, loggerAdapter, line } = createLog()
    const host = await startHost({
      database: database(),
      email: { transport: `smtp://user:the-secret@127.0.0.1:${mailbox.port}`, from: 'app@example.com' },
      parseServer: { loggerAdapter, verifyUserEmails: true },
    })
    await line(/The mail server can’t be used now\. Sending failed: ESOCKET, ECONNREFUSED\./)
    const user = { username: 'ann', password: 'p', email: 'ann@example.com' }
    expect((await rest(host, 'POST', '/users', { body: user })).status).toBe(201)
    await line(/A mail could not be sent, and is tried again later: Sending failed: ESOCKET, ECONNREFUSED\./)
    await mailbox.comeBack()
    await mailbox.next({ to: 'ann@example.com', timeoutMs: 20_000 })
    await line(/Mails are sent again\./)
    await host.close()
    await mailbox.close()
    expect(lines.join()).not.toMatch(/the-secret|token=|ann@example\.com/)
  })
})
