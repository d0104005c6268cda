/** What is kept of this package's, and of Parse Server's own, by the migrations of `parseServer.schema`. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'

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

  test('leave an identity to one account, from the first start on', async () => {
    await start({})
    const { database: stored } = configOf(host)
    const insert = (objectId: string) =>
      stored.create('_User', { objectId, username: objectId, authData: { anonymous: { id: 'same' } } }, {})
    await insert('one')
    await expect(insert('other')).rejects.toMatchObject({ code: 137 })
  })

  test('delete fields that the host does not name, and none of those that this package keeps', async () => {
    await start({})
    const body = { username: 'ann', password, nick: 'Ann', old: 'x', picture: 'https://example.com/ann.png' }
    const signedUp = await rest(host, 'POST', '/users', { master: true, body })
    await logIn()
    const extra = { fields: { extra: text } }
    await rest(host, 'PUT', '/schemas/_Session', { master: true, body: extra })
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
    expect((await classOf('_Session')).fields).not.toHaveProperty('extra')
    const [session] = await host.accounts.sessions.list(String(bob))
    expect(session?.lastUsedAt).toBeInstanceOf(Date)
    expect(definitions[0]).toEqual({ className: '_User', classLevelPermissions, fields })
  })

  test('drop the indexes that the host no longer names, and none of ours', async () => {
    await start({ fields: { nick: text }, indexes: { by_nick: { nick: 1 } } })
    expect((await classOf('_User')).indexes).toHaveProperty('by_nick')
    await host.close()
    await start({ fields: { nick: text } })
    const { indexes = {} } = (await classOf('_User')) as { indexes?: object }
    expect(indexes).not.toHaveProperty('by_nick')
    if (database().engine !== 'mongodb') return
    const ours = [
      '_auth_data_auth0_id',
      '_auth_data_anonymous_id',
      '_email_verify_token',
      'accounts_pending_email',
    ]
    expect(Object.keys(indexes)).toEqual(expect.arrayContaining(ours))
    expect(Object.keys((await classOf('_Session')).indexes)).toContain('accounts_session_token')
  })
})
