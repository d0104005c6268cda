/** What users see of what operators have done to them: that it was done, and neither from where nor with what. */
import type { SecurityEvent } from '../../../index'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { agents } from '../../support/notices'
import { rest, send } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { type Member, memberOf, signIn } from '../../pages/member'
import { newVisitor } from '../../pages/provider-flow'

const password = 'correct-horse'
const office = '198.51.100.9'

interface User {
  save: (fields: object, options: object) => Promise<unknown>
  destroy: (options: object) => Promise<unknown>
}
interface Server {
  Cloud: {
    define: (name: string, run: (request: { params: { userId: string } }) => Promise<unknown>) => void
    afterSave: (
      of: unknown,
      run: (request: { object: { get: (name: string) => unknown } }) => unknown,
    ) => void
  }
  User: { createWithoutData: (userId: string) => User }
}
const withKey = { useMasterKey: true }

const headers = { 'User-Agent': agents.safari, 'X-Forwarded-For': office }

describeWithDatabase('what users see of operators', (database) => {
  let host: Host
  let events: SecurityEvent[] = []
  /** What support has of the host's own, for whoever has a session. */
  async function lookAfter(userId: string) {
    const { users } = host.accounts
    await users.block(userId)
    await users.unblock(userId)
    await users.unlock(userId)
    return Boolean(await users.export(userId))
  }
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      limits: false,
      operators: { role: 'Support' },
      parseServer: {
        masterKeyIps: ['0.0.0.0/0'],
        cloud: ({ Cloud, User }: Server) => {
          Cloud.define('lookAfter', ({ params }) => lookAfter(params.userId))
          Cloud.define('renew', ({ params: { userId } }) =>
            User.createWithoutData(userId).save({ password, email: `${userId}@example.com` }, withKey),
          )
          Cloud.define('useLink', ({ params }) =>
            configOf(host).userController.updatePassword(params.userId, 'battery-staple'),
          )
          Cloud.afterSave(User, ({ object }) => {
            const [, userId] = /^helps-(.*)/.exec(String(object.get('username'))) ?? []
            return userId && User.createWithoutData(userId).save({ password: 'battery-staple' }, withKey)
          })
          Cloud.define('remove', ({ params }) => User.createWithoutData(params.userId).destroy(withKey))
        },
      },
      before: (app) => {
        app.set('trust proxy', true)
        app.post('/support/:userId', async ({ params }, res) => void res.json(await lookAfter(params.userId)))
      },
      configure: (accounts) => void accounts.on('security', (event) => void events.push(event)),
    })
  })
  afterAll(() => host.close())
  afterEach(() => {
    jest.restoreAllMocks()
    events = []
  })

  let names = 0
  async function signUp() {
    const username = `user${(names += 1)}`
    const { body } = await rest(host, 'POST', '/users', { body: { username, password } })
    return { username, ...(body as { objectId: string; sessionToken: string }) }
  }
  /** Somebody who has the role. */
  async function operator() {
    const user = await signUp()
    const objects = [{ __type: 'Pointer', className: '_User', objectId: user.objectId }]
    const role = { name: 'Support', ACL: {}, users: { __op: 'AddRelation', objects } }
    await rest(host, 'POST', '/roles', { master: true, body: role })
    return user
  }
  const activityOf = async ({ open }: Member) => {
    const { html } = await open()
    return html.slice(html.indexOf('Recent activity'))
  }

  test('is what was done, and nothing of whoever did it', async () => {
    const { sessionToken } = await operator()
    const { username, objectId: userId } = await signUp()
    for (const name of ['accountsBlock', 'accountsUnblock', 'accountsExport'])
      await rest(host, 'POST', `/functions/${name}`, { sessionToken, headers, body: { userId } })
    await rest(host, 'POST', '/loginAs', { master: true, headers, body: { userId } })
    const activity = await activityOf(await signIn(host.url, username, password, { device: agents.firefox }))
    expect(activity).toMatch(/Firefox on Windows/)
    for (const what of ['Account blocked', 'Data downloaded', 'Opened by our support'])
      expect(activity).toContain(what)
    expect(activity).not.toMatch(/Safari|198\.51\.100/)
    const history = (await host.accounts.users.export(userId))?.history ?? []
    expect(history.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['userBlocked', 'userUnblocked', 'userExported', 'loginAs', 'login']),
    )
    expect(JSON.stringify(history)).not.toMatch(/Safari|198\.51\.100|"by"/)
  })

  test.each([
    [
      'Cloud function',
      async (body: object) => {
        const { sessionToken } = await signUp()
        return rest(host, 'POST', '/functions/lookAfter', { sessionToken, headers, body })
      },
    ],
    [
      'route',
      ({ userId }: { userId: string }) =>
        send(host, 'POST', `${host.url}/support/${userId}`, { headers, body: {} }),
    ],
  ])('is what a host does in a %s of its own, too', async (_what, ask) => {
    const { objectId: userId } = await signUp()
    expect((await ask({ userId })).status).toBe(200)
    const ours = events.filter((event) => event.userId === userId && event.type !== 'signUp')
    expect(ours.map(({ type, by }) => [type, by])).toEqual(
      ['userBlocked', 'userUnblocked', 'accountUnlocked', 'userExported'].map((type) => [type, 'master']),
    )
    const history = (await host.accounts.users.export(userId))?.history
    expect(history).toHaveLength(5)
    expect(JSON.stringify(history)).not.toMatch(/Safari|198\.51\.100|"by"/)
  })

  test('is what its Cloud Code does to them with the master key, too', async () => {
    const { sessionToken } = await signUp()
    const { objectId: userId } = await signUp()
    const ask = (name: string) =>
      rest(host, 'POST', `/functions/${name}`, { sessionToken, headers, body: { userId } })
    expect((await ask('renew')).status).toBe(200)
    expect(JSON.stringify((await host.accounts.users.export(userId))?.history)).not.toMatch(
      /Safari|198\.51\.100|"by"/,
    )
    expect((await ask('remove')).status).toBe(200)
    const told = events.filter((event) => event.userId === userId && event.by === 'master')
    expect(told.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['passwordChanged', 'emailChanged', 'userDeleted']),
    )
  })

  test('is what its triggers do to them when somebody saves a form of the account page', async () => {
    const [ann, { objectId: userId }] = [await signUp(), await signUp()]
    const member = await signIn(host.url, ann.username, password)
    expect((await member.send('name', { username: `helps-${userId}`, password })).status).toBe(303)
    expect(events.find(({ type }) => type === 'passwordChanged')).toMatchObject({ userId, by: 'master' })
  })

  test('is no new password by their link, whoever else is signed in there', async () => {
    const { sessionToken } = await signUp()
    const { objectId } = await signUp()
    await configOf(host).database.update('_User', { objectId }, { _perishable_token: `link-of-${objectId}` })
    const body = { userId: `link-of-${objectId}` }
    await rest(host, 'POST', '/functions/useLink', { sessionToken, headers, body })
    const reset = events.find(({ type }) => type === 'passwordReset')
    expect(reset).toMatchObject({ userId: objectId, ip: office })
    expect(reset).not.toHaveProperty('by')
  })

  test('is nothing that Cloud Code does for them with the master key', async () => {
    const { sessionToken, objectId: userId } = await signUp()
    await rest(host, 'POST', '/functions/renew', { sessionToken, headers, body: { userId } })
    const changed = events.find(({ type }) => type === 'passwordChanged')
    expect(changed).toMatchObject({ userId, ip: office, device: expect.stringMatching(/^Safari/) as string })
    expect(changed).not.toHaveProperty('by')
  })

  test('is nothing that users do themselves: they see where they have downloaded their data', async () => {
    const { username, objectId: userId } = await signUp()
    const member = await signIn(host.url, username, password)
    const { status, html } = await member.send('export')
    expect([status, html]).toEqual([200, expect.stringContaining(userId)])
    const exported = events.filter(({ type }) => type === 'userExported')
    expect(exported).toEqual([expect.not.objectContaining({ by: expect.anything() as unknown })])
    expect(await activityOf(member)).toMatch(/Data downloaded<\/strong><br><span[^>]*>[^<]*127\.0\.0\.1/)
    expect((await member.send('delete', { password, confirmed: 'yes' })).status).toBe(200)
    expect(events.at(-1)).toMatchObject({ type: 'userDeleted', userId, by: userId })
  })

  test('is what they do on the account page, signed in as the user', async () => {
    const { username, objectId: userId } = await signUp()
    const { body } = await rest(host, 'POST', '/loginAs', { master: true, headers, body: { userId } })
    const visitor = newVisitor()
    visitor.cookies.set('accounts-session', String(body.sessionToken))
    const member = memberOf(host.url, visitor)
    expect((await member.send('name', { username: `not ${username}`, password })).status).toBe(303)
    expect((await member.send('password', { password, new_password: 'battery-staple' })).status).toBe(303)
    expect((await member.send('export')).status).toBe(200)
    const own = (await host.accounts.users.export(userId))?.history.filter(({ type }) => type !== 'signUp')
    expect(JSON.stringify(own)).not.toMatch(/Safari|198\.51\.100|127\.0\.0\.1|"by"/)
    await member.send('delete', { password: 'battery-staple', confirmed: 'yes' })
    for (const type of ['passwordChanged', 'userExported', 'userDeleted'])
      expect(events.find((event) => event.type === type)).toMatchObject({ userId, by: 'master' })
  })

  test('is read for the account page as far as it is shown', async () => {
    const { sessionToken, username } = await signUp()
    for (let count = 0; count < 25; count += 1)
      await rest(host, 'POST', '/login', { body: { username, password } })
    const visitor = newVisitor()
    visitor.cookies.set('accounts-session', sessionToken)
    const { adapter } = configOf(host).database as unknown as {
      adapter: { find: (className: string) => Promise<unknown[]> }
    }
    const find = jest.spyOn(adapter, 'find')
    await activityOf(memberOf(host.url, visitor))
    const asked = find.mock.calls.findIndex(([className]) => className === 'AccountsAudit')
    expect(await find.mock.results[asked]?.value).toHaveLength(20)
  })
})
