/** `sendUserEmailVerification: false`: the account page offers no link that nobody would send. */
import { storedIn } from '../auth/passwords/stored'
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { rest } from '../support/rest'
import { signIn } from './member'

const password = 'correct-horse'
const button = 'Send a new link'

describeWithDatabase('the account page of a host that sends its links itself', (database) => {
  let host: Host
  let mailbox: Mailbox
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      ...{ database: database(), limits: false, pendingEmail: true },
      email: { from: 'Spec App <no-reply@example.com>', transport: mailbox.url },
      parseServer: { verifyUserEmails: true, sendUserEmailVerification: false },
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })
  const member = async (username: string) => {
    const body = { username, email: `${username}@example.com`, password }
    const { objectId } = (await rest(host, 'POST', '/users', { body })).body
    return { objectId: String(objectId), ...(await signIn(host.url, username, password)) }
  }

  test('has no button for a link, and makes no token', async () => {
    const { objectId, open, send } = await member('ann')
    const { _email_verify_token: token } = await storedIn(database(), objectId)
    const { html } = await open()
    expect([html.includes('Not confirmed yet'), html.includes(button)]).toEqual([true, false])
    expect((await send('resend')).to?.search).toBe('?locale=en')
    expect((await storedIn(database(), objectId))._email_verify_token).toBe(token)
  })

  test('sends the link of an address that waits again', async () => {
    const { objectId, open, send } = await member('bob')
    await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { emailVerified: true } })
    const email = 'new-bob@example.com'
    await send('email', { email, password })
    await mailbox.next({ to: email })
    expect((await open()).html).toContain(button)
    expect((await send('resend')).to?.search).toBe('?locale=en&done=sent')
    await mailbox.next({ to: email })
  })
})
