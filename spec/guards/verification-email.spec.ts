/** Addresses that are written in a transaction are verified as others are. */
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { rest } from '../support/rest'

const password = 'correct-horse'

describeWithDatabase('an address that is written in a transaction', (database) => {
  let mailbox: Mailbox
  let host: Host
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      parseServer: { verifyUserEmails: true },
      email: { transport: mailbox.url, from: 'Spec <no-reply@example.com>' },
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  const inTransaction = (requests: object[], sessionToken?: string) =>
    rest(host, 'POST', '/batch', {
      body: { transaction: true, requests },
      ...(sessionToken !== undefined && { sessionToken }),
    })

  test('gets its mail: of a sign-up, and of a change', async () => {
    // There, transactions take a replica set.
    if (database().engine === 'mongodb') return
    const body = { username: 'ann', password, email: 'ann@example.com' }
    const { body: signedUp } = await inTransaction([{ method: 'POST', path: '/parse/users', body }])
    const [{ success }] = signedUp as unknown as [{ success: { objectId: string; sessionToken: string } }]
    await mailbox.next({ to: 'ann@example.com' })
    const path = `/parse/users/${success.objectId}`
    const change = { method: 'PUT', path, body: { email: 'new@example.com' } }
    expect((await inTransaction([change], success.sessionToken)).status).toBe(200)
    const { links } = await mailbox.next({ to: 'new@example.com' })
    expect((await fetch(links[0]!)).status).toBe(200)
  })

  test('gets none where it fails', async () => {
    const body = { username: 'bob', password, email: 'bob@example.com' }
    const requests = [
      { method: 'POST', path: '/parse/users', body },
      { method: 'POST', path: '/parse/users', body: { ...body, email: 'other@example.com' } },
    ]
    expect((await inTransaction(requests)).status).toBe(400)
    await rest(host, 'POST', '/users', { body: { username: 'eve', password, email: 'eve@example.com' } })
    await mailbox.next({ to: 'eve@example.com' })
    expect(mailbox.messages.map(({ to }) => to[0])).not.toContain('bob@example.com')
  })
})
