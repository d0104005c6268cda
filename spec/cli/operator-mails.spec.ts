/** Mails of commands for operators, beside those of the server that runs. */
import { runCli } from '../support/cli'
import { describeWithDatabase } from '../support/database'
import { type Host, masterKey, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { rest } from '../support/rest'

describeWithDatabase('mails of commands for operators', (database) => {
  let mailbox: Mailbox
  let host: Host
  const start = () =>
    startHost({
      database: database(),
      parseServer: { verifyUserEmails: true },
      email: { transport: mailbox.url, from: 'Spec <no-reply@example.com>' },
    })
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await start()
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  const env = () => ({
    ...{ DATABASE_URI: database().uri, APP_ID: host.appId, MASTER_KEY: masterKey },
    ...{ PUBLIC_SERVER_URL: host.apiUrl, SMTP_URL: mailbox.url, MAIL_FROM: 'no-reply@example.com' },
  })
  const signUp = async (username: string) => {
    const body = { username, password: 'correct-horse', email: `${username}@example.com` }
    return String((await rest(host, 'POST', '/users', { body })).body.objectId)
  }
  const nextTo = (username: string) => mailbox.next({ to: `${username}@example.com` })

  test('verify an address, and say why there is none, by the environment alone', async () => {
    const id = await signUp('ann')
    await nextTo('ann')
    const sent = await runCli(['send-verification', 'ann'], env())
    expect(sent).toMatchObject({ code: 0, stdout: 'A mail is on its way.\n' })
    const { text } = await nextTo('ann')
    expect(text).toContain(`${host.apiUrl}/apps/${host.appId}/verify_email?token=`)

    await rest(host, 'PUT', `/users/${id}`, { master: true, body: { emailVerified: true } })
    const none = await runCli(['send-verification', 'ann'], env())
    expect(none).toMatchObject({ code: 1, stdout: expect.stringMatching(/^No mail: .* it is verified/) })
  })

  test('are sent alone: those of the server are left to it, whatever key the command has', async () => {
    await signUp('cid')
    await nextTo('cid')
    mailbox.fail(451)
    await signUp('bob')
    await mailbox.nextFailure()
    await host.close()
    mailbox.recover()
    const sent = await runCli(['send-reset', 'cid'], { ...env(), MASTER_KEY: 'm'.repeat(40) })
    expect(sent).toMatchObject({ code: 0, stdout: 'A mail is on its way.\n' })
    expect((await nextTo('cid')).text).toContain('request_password_reset')
    host = await start()
    expect(await host.accounts.outbox.list({ state: 'failed' })).toEqual([])
    expect((await nextTo('bob')).text).toContain('verify_email')
  })
})
