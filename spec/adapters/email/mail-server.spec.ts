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
    const start = new RegExp(
      `The mail server 127\\.0\\.0\\.1:${mailbox.port} \\(user "user"\\) can’t be used now\\. Sending failed: ESOCKET, ECONNREFUSED\\. Is it running`,
    )
    await line(start)
    const user = { username: 'ann', password: 'correct-horse', email: 'ann@example.com' }
    expect((await rest(host, 'POST', '/users', { body: user })).status).toBe(201)
    await line(/A mail could not be sent, and is tried again later: Sending failed: ESOCKET, ECONNREFUSED\./)
    await mailbox.comeBack()
    await mailbox.next({ to: 'ann@example.com', timeoutMs: 20_000 })
    await line(/Mails are sent again\./)
    await host.close()
    await mailbox.close()
    expect(lines.filter((text) => start.test(text))).toHaveLength(1)
    expect(lines.join()).not.toMatch(/the-secret|token=|ann@example\.com/)
  })

  test.each([
    [
      'auth',
      /\(user "user"\) can’t be used now\. The server answered 535 to AUTH PLAIN\. Check user and password/,
    ],
    ['tls', /can’t be used now\. Sending failed: ESOCKET, \w+\. Its certificate is not trusted here/],
  ] as const)('and refuses (%s) is told of once, with what to do', async (fault, words) => {
    const mailbox = await startMailbox()
    await mailbox.goDown(fault)
    const { lines, loggerAdapter, line } = createLog()
    const host = await startHost({
      database: database(),
      email: { transport: `smtp://user:the-secret@127.0.0.1:${mailbox.port}`, from: 'app@example.com' },
      parseServer: { loggerAdapter },
    })
    await line(words)
    await host.close()
    await mailbox.close()
    expect(lines.filter((text) => text.includes('The mail server'))).toHaveLength(1)
    expect(lines.join()).not.toContain('the-secret')
  })
})
