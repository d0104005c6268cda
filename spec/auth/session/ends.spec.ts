/** What ends a user, or a session, ends it at once: requests, what is remembered of it, LiveQuery sockets, and the row. */
import { signUp } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type LiveFrame, openLive } from '../../support/live-query'
import { rest } from '../../support/rest'

type User = Awaited<ReturnType<typeof signUp>>

interface Cloud {
  ACL: new () => unknown
  Query: new (type: unknown) => { get(id: string, options: object): Promise<CloudUser> }
  User: unknown
  Cloud: { define(name: string, run: (request: { params: { id: string } }) => Promise<unknown>): void }
}

interface CloudUser {
  setACL(acl: unknown): void
  save(fields: null, options: object): Promise<unknown>
  destroy(options: object): Promise<unknown>
}

const useMasterKey = { useMasterKey: true }
const cloud = (Parse: Cloud) => {
  const userIn = ({ params }: { params: { id: string } }) =>
    new Parse.Query(Parse.User).get(params.id, useMasterKey)
  Parse.Cloud.define('disable', async (request) => {
    const user = await userIn(request)
    user.setACL(new Parse.ACL())
    await user.save(null, useMasterKey)
  })
  Parse.Cloud.define('remove', async (request) => {
    await (await userIn(request)).destroy(useMasterKey)
  })
}

describeWithDatabase('what ends sessions', (database) => {
  let host: Host
  let count = 0
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        cloud,
        liveQuery: { classNames: ['Note'] },
        allowClientClassCreation: true,
      },
    })
    await host.accounts.attach(host.server)
  })
  afterAll(() => host.close())

  const newUser = () => signUp(host, `user${++count}@example.com`)
  /** Asks for what needs a session, and not the user's own row, which a disabled user can't read. */
  const sessionsAs = (sessionToken: string) => rest(host, 'GET', '/sessions', { sessionToken })
  const logIn = async ({ username, password }: User) => {
    const { body } = await rest(host, 'POST', '/login', { body: { username, password } })
    return String(body.sessionToken)
  }
  const rowsOf = async ({ objectId }: User) => {
    const where = { user: { __type: 'Pointer', className: '_User', objectId } }
    return (await rest(host, 'GET', '/sessions', { master: true, query: { where } })).body
      .results as unknown[]
  }
  const asOperator = (method: string, path: string, body?: object) =>
    rest(host, method, path, { master: true, ...(body && { body }) })

  /** A socket of the user, which hears of notes. */
  async function listenAs(sessionToken: string) {
    const live = await openLive(host)
    await live.connect({ sessionToken })
    await live.subscribe(1, 'Note', { sessionToken })
    return live
  }
  const saying =
    (text: string) =>
    ({ object }: LiveFrame) =>
      object?.text === text
  const writeNote = (text: string, ACL: object) => asOperator('POST', '/classes/Note', { text, ACL })

  /** Whatever is done ends this session, and leaves no row. */
  async function expectEnd(user: User, end: () => Promise<unknown>, rowsLeft = 0): Promise<void> {
    const { sessionToken, objectId } = user
    const live = await listenAs(sessionToken)
    expect((await sessionsAs(sessionToken)).status).toBe(200)
    await writeNote('before', { [objectId]: { read: true } })
    await live.saw(saying('before'))

    await end()
    expect((await sessionsAs(sessionToken)).body).toMatchObject({ code: 209 })
    await live.closed
    expect(await rowsOf(user)).toHaveLength(rowsLeft)

    const again = await listenAs(sessionToken)
    await writeNote('private', { [objectId]: { read: true } })
    await writeNote('public', { '*': { read: true } })
    // The look at all sessions, every few seconds, may end it before.
    await again.saw(saying('public')).catch(() => again.closed)
    expect(again.frames.some(saying('private'))).toBe(false)
    await again.end()
  }

  const batch = (method: string, { objectId }: User, body?: object) =>
    asOperator('POST', '/batch', {
      requests: [{ method, path: `/parse/users/${objectId}`, ...(body && { body }) }],
    })
  const call = (name: string, { objectId: id }: User) => asOperator('POST', `/functions/${name}`, { id })
  const mutate = (mutation: string, { objectId: id }: User) =>
    graphql(host, mutation, { master: true, variables: { id } })

  describe('a user whose ACL lets nobody in any more', () => {
    test.each<[string, (user: User) => Promise<unknown>]>([
      ['REST', ({ objectId }) => asOperator('PUT', `/users/${objectId}`, { ACL: {} })],
      [
        'REST, in many words',
        ({ objectId }) => asOperator('PUT', `/users/${objectId}`, { ACL: { [objectId]: { read: false } } }),
      ],
      ['/batch', (user) => batch('PUT', user, { ACL: {} })],
      ['Cloud Code', (user) => call('disable', user)],
      [
        'GraphQL',
        (user) =>
          mutate(
            'mutation ($id: ID!) { updateUser(input: { id: $id, fields: { ACL: { users: [] } } }) { user { id } } }',
            user,
          ),
      ],
    ])('is out at once (by %s)', async (_name, disable) => {
      const user = await newUser()
      const other = await logIn(user)
      await expectEnd(user, () => disable(user))
      expect((await sessionsAs(other)).body.code).toBe(209)
      expect((await rest(host, 'POST', '/login', { body: user })).status).toBe(404)
    })

    test('stays out whatever sessions there are, but for those of operators', async () => {
      const user = await newUser()
      const pointer = { __type: 'Pointer', className: '_User', objectId: user.objectId }
      await asOperator('PUT', `/users/${user.objectId}`, { ACL: {} })
      // As a log-in on its way would have made it.
      const createdWith = { action: 'login', authProvider: 'password' }
      await asOperator('POST', '/sessions', { user: pointer, sessionToken: 'r:late', createdWith })
      expect((await sessionsAs('r:late')).body.code).toBe(209)
      expect((await rest(host, 'POST', '/sessions', { sessionToken: 'r:late', body: {} })).body.code).toBe(
        209,
      )
      const { body } = await asOperator('POST', '/loginAs', { userId: user.objectId })
      expect((await sessionsAs(String(body.sessionToken))).status).toBe(200)
    })

    test('can come back', async () => {
      const user = await newUser()
      const path = `/users/${user.objectId}`
      await asOperator('PUT', path, { ACL: {} })
      await asOperator('PUT', path, { ACL: { [user.objectId]: { read: true, write: true } } })
      expect((await sessionsAs(await logIn(user))).status).toBe(200)
    })

    test('is not out while there is an entry in it', async () => {
      const user = await newUser()
      await sessionsAs(user.sessionToken)
      const ACL = { [user.objectId]: { read: true, write: true }, '*': { read: true } }
      await asOperator('PUT', `/users/${user.objectId}`, { ACL })
      expect((await sessionsAs(user.sessionToken)).status).toBe(200)
    })
  })

  describe('a user who is deleted', () => {
    test.each<[string, (user: User) => Promise<unknown>]>([
      ['an operator', ({ objectId }) => asOperator('DELETE', `/users/${objectId}`)],
      [
        'the owner',
        ({ objectId, sessionToken }) => rest(host, 'DELETE', `/users/${objectId}`, { sessionToken }),
      ],
      ['/batch', (user) => batch('DELETE', user)],
      ['Cloud Code', (user) => call('remove', user)],
      [
        'GraphQL',
        (user) => mutate('mutation ($id: ID!) { deleteUser(input: { id: $id }) { user { id } } }', user),
      ],
      ['a purge', () => asOperator('DELETE', '/purge/_User')],
    ])('is out at once, with all sessions (by %s)', async (_name, remove) => {
      const user = await newUser()
      const other = await logIn(user)
      await expectEnd(user, () => remove(user))
      expect((await sessionsAs(other)).body.code).toBe(209)
    })

    test('stays when somebody else tries', async () => {
      const [user, other] = [await newUser(), await newUser()]
      await rest(host, 'DELETE', `/users/${user.objectId}`, { sessionToken: other.sessionToken })
      expect((await sessionsAs(user.sessionToken)).status).toBe(200)
    })
  })

  describe('a session', () => {
    test('ends by log-out', async () => {
      const user = await newUser()
      await logIn(user)
      const { sessionToken } = user
      await expectEnd(user, () => rest(host, 'POST', '/logout', { sessionToken, body: {} }), 1)
    })

    test('ends when another one of the user deletes it', async () => {
      const user = await newUser()
      const { objectId: id } = (await rest(host, 'GET', '/sessions/me', { sessionToken: user.sessionToken }))
        .body
      const other = await logIn(user)
      await expectEnd(user, () => rest(host, 'DELETE', `/sessions/${String(id)}`, { sessionToken: other }), 1)
    })

    test('ends when its device logs in anew', async () => {
      const headers = { 'X-Parse-Installation-Id': 'phone' }
      const user = await newUser()
      const { body } = await rest(host, 'POST', '/login', { body: user, headers })
      const onPhone = { ...user, sessionToken: String(body.sessionToken) }
      await expectEnd(onPhone, () => rest(host, 'POST', '/login', { body: user, headers }), 2)
    })

    test('ends with a purge of all', async () => {
      const user = await newUser()
      await expectEnd(user, () => asOperator('DELETE', '/purge/_Session'))
    })

    test('ends with a password that its user changes, who gets another one', async () => {
      const user = await newUser()
      const { sessionToken } = user
      let answered = ''
      await expectEnd(
        user,
        async () => {
          const body = { password: 'battery-staple' }
          const answer = await rest(host, 'PUT', `/users/${user.objectId}`, { sessionToken, body })
          answered = String(answer.body.sessionToken)
        },
        1,
      )
      expect((await sessionsAs(answered)).status).toBe(200)
    })

    test('ends with a password that an operator sets', async () => {
      const user = await newUser()
      await expectEnd(user, () =>
        asOperator('PUT', `/users/${user.objectId}`, { password: 'battery-staple' }),
      )
    })
  })

  describe('an owner who sends an ACL without themselves', () => {
    test.each([[{}], [{ '*': { read: true } }], [null], [{ __op: 'Delete' }]])(
      'keeps their entry: %j',
      async (ACL) => {
        const { objectId, sessionToken } = await newUser()
        const { status } = await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { ACL } })
        const { body } = await asOperator('GET', `/users/${objectId}`)
        const other = await newUser()
        const theft = { sessionToken: other.sessionToken, body: { phone: '1' } }
        expect((await rest(host, 'PUT', `/users/${objectId}`, theft)).status).not.toBe(200)
        expect(body.ACL).toMatchObject({ [objectId]: { read: true, write: true } })
        expect(status).toBeLessThan(500)
        expect((await sessionsAs(sessionToken)).status).toBe(200)
      },
    )
  })
})
