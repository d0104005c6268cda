/** A password is the same, however a keyboard composes it. */
import { requireFromParseServer } from '../../../src/parse/internals'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { canLogIn, newUser, signedUp } from './ways'

const composed = 'Zo\u00eb-caf\u00e9s'
const decomposed = composed.normalize('NFD')

describeWithDatabase('a password of composed characters', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
  })
  afterAll(() => host.close())

  test.each([
    ['composed', composed],
    ['decomposed', decomposed],
  ])('that was set %s opens a log-in in both forms', async (_form, password) => {
    const { username, objectId, sessionToken } = await signedUp(host, newUser(password))
    expect(await canLogIn(host, username, composed)).toBe(true)
    expect(await canLogIn(host, username, decomposed)).toBe(true)
    expect(await canLogIn(host, username, 'Zoe-cafes')).toBe(false)
    const changed = `${password}-2`
    await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { password: changed } })
    expect(await canLogIn(host, username, changed.normalize('NFC'))).toBe(true)
    expect(await canLogIn(host, username, changed.normalize('NFD'))).toBe(true)
  })

  /** As Parse Server alone has stored it. */
  async function hashedBefore(password: string) {
    const user = await signedUp(host)
    const bcrypt = requireFromParseServer('bcryptjs') as { hash(text: string, cost: number): Promise<string> }
    const fields = { _hashed_password: await bcrypt.hash(password, 4) }
    await configOf(host).database.update('_User', { objectId: user.objectId }, fields)
    return user.username
  }

  test('goes on to open a log-in as it was typed at a sign-up before the upgrade', async () => {
    const username = await hashedBefore(decomposed)
    expect(await canLogIn(host, username, decomposed)).toBe(true)
    expect(await canLogIn(host, username, `${decomposed}!`)).toBe(false)
  })

  test('goes on to open a log-in where it has more than 72 bytes, from before', async () => {
    const long = 'correct-horse-'.repeat(8)
    expect(await canLogIn(host, await hashedBefore(long), long)).toBe(true)
  })

  test('is counted after it was composed', async () => {
    const user = newUser('e\u0301'.repeat(7))
    const { body } = await rest(host, 'POST', '/users', { body: user })
    expect(body).toMatchObject({ code: 142 })
    // 36 characters of 2 bytes each, which were 3.
    await signedUp(host, newUser('e\u0301'.repeat(36)))
  })
})
