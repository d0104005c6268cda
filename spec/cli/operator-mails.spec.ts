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
})
