/** What is kept of this package's by the migrations of `parseServer.schema`. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const password = 'correct-horse'
const all = { '*': true }
const classLevelPermissions = { find: all, get: all, create: all, update: all, delete: all }
const text = { type: 'String' }

describeWithDatabase('the migrations of parseServer.schema', (database) => {
  let host: Host
  const start = async (user: object, schema: object = {}) => {
    const definitions = [{ className: '_User', classLevelPermissions, ...user }, { className: '_Session' }]
    host = await startHost({
      database: database(),
      limits: false,
      audit: { lastLogin: true },
      pendingEmail: true,
      email: { transport: 'smtp://127.0.0.1:9', from: 'app@example.com' },
      auth0: { domain: 'tenant.example.com', clientId: 'client' },
      parseServer: { verifyUserEmails: true, schema: { definitions, ...schema } },
    })
    return definitions
  }
  afterEach(() => host.close())

  const logIn = () => rest(host, 'POST', '/login', { body: { username: 'ann', password } })
  const classOf = async (name: string) =>
    (await rest(host, 'GET', `/schemas/${name}`, { master: true })).body as Record<
      'fields' | 'indexes',
      object
    >

  test('delete fields that the host does not name, and none of those that this package keeps', async () => {
    await start({})
    const body = { username: 'ann', password, nick: 'Ann', old: 'x', picture: 'https://example.com/ann.png' }
    const signedUp = await rest(host, 'POST', '/users', { master: true, body })
    await logIn()
    const other = { username: 'bob', password }
    const { objectId: bob } = (await rest(host, 'POST', '/users', { body: other })).body
    await host.accounts.users.block(String(signedUp.body.objectId))
    await host.close()
    const fields = { nick: text }
    const definitions = await start({ fields }, { deleteExtraFields: true })
    expect((await logIn()).body).toMatchObject({ code: 119 })
    const path = `/users/${String(signedUp.body.objectId)}`
    const { old, ...user } = (await rest(host, 'GET', path, { master: true })).body
    expect([old, user]).toEqual([
      undefined,
      expect.objectContaining({ nick: 'Ann', picture: body.picture, loginCount: 1 }),
    ])
    expect((await classOf('_User')).fields).toMatchObject({ nick: text, pendingEmail: text })
    expect((await classOf('_User')).fields).not.toHaveProperty('old')
    const [session] = await host.accounts.sessions.list(String(bob))
    expect(session?.lastUsedAt).toBeInstanceOf(Date)
    expect(definitions[0]).toEqual({ className: '_User', classLevelPermissions, fields })
  })
})
