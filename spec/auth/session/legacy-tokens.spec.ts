/** Tokens of the time before there were sessions: nobody can plant one in a user, nor open a session with one. */
import { signUp, storedUser } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { waysToWrite, savingUsers } from '../../support/own-row'
import { rest } from '../../support/rest'

/** GraphQL has no such field, and Parse's SDK sends none. */
const ways = waysToWrite.filter(([way]) => !['GraphQL', 'Cloud Code'].includes(way))

describeWithDatabase('a token without a session', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database(), parseServer: { cloud: savingUsers } })
  })
  afterAll(() => host.close())

  let count = 0
  const signUpNext = () => signUp(host, `${database().engine}-legacy${(count += 1)}@example.com`)
  const upgrade = (sessionToken: string) =>
    rest(host, 'POST', '/upgradeToRevocableSession', { sessionToken, body: {} })
  const refused = { status: 400, body: { code: 209 } }

  test.each(ways)('is not planted in an own account, by %s', async (way, write) => {
    const user = await signUpNext()
    const planted = `planted-${way}`
    await write(host, user.sessionToken, user.objectId, { sessionToken: planted, nickname: 'Al' })
    expect(await upgrade(planted)).toMatchObject(refused)
    expect(await storedUser(host, user.objectId)).toMatchObject({ nickname: 'Al' })
  })

  test('is not planted in an account that one may write to, nor in a new one', async () => {
    const [user, stranger] = [await signUpNext(), await signUpNext()]
    const ACL = { '*': { read: true, write: true } }
    await rest(host, 'PUT', `/users/${user.objectId}`, { master: true, body: { ACL } })
    const { sessionToken } = stranger
    await rest(host, 'PUT', `/users/${user.objectId}`, { sessionToken, body: { sessionToken: 'other' } })
    expect(await upgrade('other')).toMatchObject(refused)
    const body = { username: `new ${user.username}`, password: 'correct-horse', sessionToken: 'new' }
    expect((await rest(host, 'POST', '/users', { body })).status).toBe(201)
    expect(await upgrade('new')).toMatchObject(refused)
  })

  test('opens no session where it is stored', async () => {
    const { objectId } = await signUpNext()
    await rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { sessionToken: 'stored' } })
    expect(await upgrade('stored')).toMatchObject(refused)
  })

  test('goes with what a client has read and sends back', async () => {
    const user = await signUpNext()
    const { sessionToken } = user
    const body = { sessionToken, nickname: 'Bo' }
    expect((await rest(host, 'PUT', `/users/${user.objectId}`, { sessionToken, body })).status).toBe(200)
    expect((await rest(host, 'GET', '/users/me', { sessionToken })).body).toMatchObject({ nickname: 'Bo' })
  })
})
