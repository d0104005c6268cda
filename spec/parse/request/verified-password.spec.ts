/** What `/verifyPassword` gives for a right password: all of the user, unless a log-in would be refused. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const password = 'correct-horse'

describeWithDatabase('a password that is verified', (database) => {
  let host: Host
  let maintenance = false
  beforeAll(async () => {
    const guards = { maintenance: () => maintenance, emailDomains: { refused: ['evil.com'] } }
    host = await startHost({ database: database(), guards })
  })
  afterAll(() => host.close())
  let names = 0
  async function newUser(domain = 'example.com') {
    const username = `user${(names += 1)}`
    const email = `${username}@${domain}`
    const body = { username, password, email, place: 'home' }
    const { objectId } = (await rest(host, 'POST', '/users', { master: true, body })).body as Record<
      string,
      string
    >
    return { username, email, objectId: String(objectId) }
  }
  const verify = (username: string, master = false) =>
    rest(host, 'POST', '/verifyPassword', { master, body: { username, password } })
  const inBatch = async (username: string) => {
    const requests = [{ method: 'POST', path: '/parse/verifyPassword', body: { username, password } }]
    return ((await rest(host, 'POST', '/batch', { body: { requests } })).body as object[])[0]
  }

  test('gives the user, by POST and by GET', async () => {
    const { username, email } = await newUser()
    expect(await verify(username)).toMatchObject({ status: 200, body: { username, email, place: 'home' } })
    const answer = await rest(host, 'GET', '/verifyPassword', { query: { username, password } })
    expect(answer).toMatchObject({ status: 200, body: { username, place: 'home' } })
  })

  test('gives nothing of who is blocked, but to the master key', async () => {
    const { username, email, objectId } = await newUser()
    await host.accounts.users.block(objectId, { reason: 'unpaid bills' })
    const refusal = { code: 119, error: 'This account is blocked: unpaid bills' }
    expect(await verify(username)).toMatchObject({ status: 400, body: refusal })
    expect(await inBatch(username)).toEqual({ error: refusal })
    expect(await verify(username, true)).toMatchObject({ status: 200, body: { email } })
  })

  test('gives nothing of whom guards keep out', async () => {
    const [kept, evil] = [await newUser(), await newUser('evil.com')]
    expect(await verify(evil.username)).toMatchObject({ status: 400, body: { code: 119 } })
    maintenance = true
    expect(await verify(kept.username)).toMatchObject({ status: 400, body: { code: 100 } })
    maintenance = false
    expect(await verify(kept.username)).toMatchObject({ status: 200 })
  })
})
