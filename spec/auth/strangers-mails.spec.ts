/** Who is deleted takes mails of their own along, and none that wait for whoever really has an address. */
import { describeWithDatabase } from '../support/database'
import { type Host, startHost } from '../support/host'
import { rest } from '../support/rest'
import { configOf } from '../support/rule-users'

const password = 'correct-horse'

describeWithDatabase('a user who is deleted, and an address that was never theirs', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      // Nobody listens there: mails wait.
      email: { transport: 'smtp://127.0.0.1:9', from: 'app@example.com' },
      pendingEmail: true,
      parseServer: { verifyUserEmails: true },
    })
  })
  afterAll(() => host.close())

  const kindsTo = async (address: string) =>
    (await host.accounts.outbox.list())
      .filter(({ to }) => to === address)
      .map(({ kind }) => kind)
      .sort()
  async function newUser(fields: { username: string; email?: string }) {
    const { body } = await rest(host, 'POST', '/users', { body: { password, ...fields } })
    return body as { objectId: string; sessionToken: string }
  }
  async function verified(name: string) {
    const user = await newUser({ username: name, email: `${name}@example.com` })
    const body = { emailVerified: true }
    await rest(host, 'PUT', `/users/${user.objectId}`, { master: true, body })
    return user
  }
  type User = Awaited<ReturnType<typeof newUser>>
  const askFor = ({ objectId, sessionToken }: User, email: string) =>
    rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { email } })
  const leave = async ({ objectId, sessionToken }: User) =>
    expect((await rest(host, 'DELETE', `/users/${objectId}`, { sessionToken })).status).toBe(200)

  test('that waits for its confirmation: the mails of others stay, their own goes', async () => {
    const bob = 'bob@example.com'
    const [mallory, carol] = [await verified('mallory'), await verified('carol')]
    await host.accounts.invite(bob)
    await askFor(carol, bob)
    await askFor(mallory, bob)
    expect(await kindsTo(bob)).toEqual(['invitation', 'verification', 'verification'])
    await leave(mallory)
    expect(await kindsTo(bob)).toEqual(['invitation', 'verification'])
    expect(await kindsTo('mallory@example.com')).toEqual([])
    await leave(carol)
    expect(await kindsTo(bob)).toEqual(['invitation'])
    expect(await configOf(host).database.find('_User', { username: 'mallory' })).toEqual([])
  })

  test('among several who get a mail: it stays for the others', async () => {
    const [hank, other] = ['hank@example.com', 'other@example.com']
    const user = await verified('hank')
    await host.accounts.sendMail('welcome', { to: [hank, other] })
    await host.accounts.sendMail('welcome', { to: hank, cc: other })
    await host.accounts.sendMail('welcome', { to: hank, bcc: [other] })
    await host.accounts.sendMail('welcome', { to: hank, bcc: hank })
    expect(await kindsTo(hank)).toEqual(['verification', 'welcome', 'welcome', 'welcome', 'welcome'])
    await leave(user)
    expect(await kindsTo(hank)).toEqual(['welcome', 'welcome', 'welcome'])
  })

  test('that is their name: the mails of others stay', async () => {
    const dave = 'dave@example.com'
    await host.accounts.invite(dave)
    await leave(await newUser({ username: dave }))
    expect(await kindsTo(dave)).toEqual(['invitation'])
  })

  test('that they signed up with: the mails of others stay, their own go', async () => {
    const erin = 'erin@example.com'
    await host.accounts.invite(erin)
    const mallory = await newUser({ username: 'mallory-again', email: erin })
    await rest(host, 'POST', '/requestPasswordReset', { body: { email: erin } })
    expect(await kindsTo(erin)).toEqual(['invitation', 'passwordReset', 'verification'])
    await leave(mallory)
    expect(await kindsTo(erin)).toEqual(['invitation'])
  })
})
