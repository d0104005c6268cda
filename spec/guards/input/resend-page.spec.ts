/** Parse Server's page that sends a verification mail again, behind a host whose parsers make objects of bodies. */
import express from 'express'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'

describeWithDatabase('the page to send a verification mail again', (database) => {
  let host: Host
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { transport: mailbox.url, from: 'app@example.com' },
      parseServer: { verifyUserEmails: true, emailVerifySuccessOnInvalidEmail: false },
      before: (app) => void app.use(express.json(), express.urlencoded({ extended: true })),
    })
    const body = { username: 'ann', password: 'correct-horse', email: 'ann@example.com' }
    await rest(host, 'POST', '/users', { body })
    await mailbox.next({ to: 'ann@example.com' })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  /** Where the page leads. */
  async function ask(username: unknown): Promise<string> {
    const { headers } = await fetch(`${host.apiUrl}/apps/${host.appId}/resend_verification_email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username }),
      redirect: 'manual',
    })
    return String(headers.get('location'))
  }

  test('sends one to a name, and nobody by a query in its place', async () => {
    const nobody = await ask('nobody')
    const queries = [
      { $regex: '^a' },
      { $ne: 'x' },
      { $select: { key: 'username', query: { className: '_User', where: { username: 'ann' } } } },
      ['ann'],
      {},
      1,
      true,
    ]
    for (const query of queries) expect([query, await ask(query)]).toEqual([query, nobody])
    expect(await ask('ann')).not.toBe(nobody)
    await mailbox.next({ to: 'ann@example.com' })
    // Had a query sent one, it would be the next.
    await rest(host, 'POST', '/requestPasswordReset', { body: { email: 'ann@example.com' } })
    expect((await mailbox.next({ to: 'ann@example.com' })).subject).toMatch(/password/i)
  })
})
