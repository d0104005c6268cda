/** Invitations and sign-ups that a transaction takes back. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest } from '../../support/rest'

const password = 'correct-horse'

describeWithDatabase('an invitation that is used in a transaction', (database) => {
  let mailbox: Mailbox
  let host: Host
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      email: { transport: mailbox.url, from: 'app@example.com' },
      guards: { closedSignUp: true },
      notices: { welcome: false },
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  async function invited(email: string) {
    await host.accounts.invite(email)
    const { links } = await mailbox.next({ to: email })
    const invitation = new URL(String(links[0])).searchParams.get('invitation')
    return { username: email, password, email, invitation }
  }
  const signUp = (body: object) => ({ method: 'POST', path: '/parse/users', body })
  const refused = { method: 'PUT', path: '/parse/classes/Thing/none', body: { name: 'x' } }
  const inTransaction = (...requests: object[]) =>
    rest(host, 'POST', '/batch', { body: { transaction: true, requests } })

  test('is still good when all is rolled back', async () => {
    const guest = await invited('ann@example.com')
    expect((await inTransaction(signUp(guest), refused)).status).not.toBe(200)
    expect((await rest(host, 'POST', '/users', { body: guest })).status).toBe(201)
  })

  test('is used up when all is written, and only once in it', async () => {
    // There, transactions take a replica set.
    if (database().engine === 'mongodb') return
    const guest = await invited('bob@example.com')
    const other = { ...guest, username: 'other' }
    expect((await inTransaction(signUp(guest), signUp(other))).status).not.toBe(200)
    expect((await inTransaction(signUp(guest))).status).toBe(200)
    const { body } = await rest(host, 'POST', '/users', { body: other })
    expect(body).toMatchObject({ code: 119, error: expect.stringContaining('used already') as string })
  })
})
