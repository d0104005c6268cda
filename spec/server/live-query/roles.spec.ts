/** Whom LiveQuery tells of objects: the same people as may read them. */
import { setImmediate } from 'node:timers/promises'
import { internals } from '../../../src/parse/internals'
import { type Host, startHost } from '../../support/host'
import { describeWithDatabase } from '../../support/database'
import { type LiveFrame, type LiveSocket, openLive } from '../../support/live-query'
import { rest } from '../../support/rest'

type Fields = Record<string, unknown>

const pointerTo = (className: string, objectId: string) => ({ __type: 'Pointer', className, objectId })
const relationTo = (pointers: object[]) => ({ __op: 'AddRelation', objects: pointers })
const readableBy = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, { read: true }]))

describeWithDatabase('LiveQuery with roles', (database) => {
  let host: Host
  const lines: string[] = []
  const users: Record<string, { objectId: string; sessionToken: string }> = {}

  const create = async (path: string, body: Fields): Promise<string> =>
    ((await rest(host, 'POST', path, { master: true, body })).body as { objectId: string }).objectId

  async function signUp(username: string) {
    const { body } = await rest(host, 'POST', '/users', { body: { username, password: 'correct-horse' } })
    users[username] = body as { objectId: string; sessionToken: string }
  }

  const createRole = (name: string, members: string[], roles: string[] = []) =>
    create('/roles', {
      name,
      ACL: {},
      users: relationTo(members.map((member) => pointerTo('_User', users[member]!.objectId))),
      ...(roles.length > 0 && { roles: relationTo(roles.map((id) => pointerTo('_Role', id))) }),
    })

  async function createSchema(className: string, fields: Fields) {
    const { status, body } = await rest(host, 'POST', `/schemas/${className}`, {
      master: true,
      body: { className, ...fields },
    })
    if (status !== 200) throw new Error(JSON.stringify(body))
  }

  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: {
        liveQuery: { classNames: ['Note', 'Secret'] },
        // Nothing is remembered longer than this, or "the roles fail" would depend on who was asked for before.
        liveQueryServerOptions: { cacheTimeout: 1 },
        cacheTTL: 1,
        loggerAdapter: { log: (...line: unknown[]) => void lines.push(JSON.stringify(line)) },
      },
    })
    await host.accounts.attach(host.server)
    for (const name of ['ann', 'bea', 'cat', 'dan', 'eve']) await signUp(name)
    // Admins are moderators, who are members: each sees what those below them do.
    const admins = await createRole('admins', ['ann'])
    const moderators = await createRole('moderators', ['bea'], [admins])
    await createRole('members', ['cat'], [moderators])
    await createRole('strangers', ['dan'])
    await createRole('all', Object.keys(users))
    const open = { '*': true }
    const all = { find: open, get: open, count: open, create: open, update: open, delete: open }
    const fields = { text: { type: 'String' }, secret: { type: 'String' } }
    await createSchema('Note', { fields, classLevelPermissions: all })
    const protectedFields = { '*': ['secret'], 'role:members': [] }
    await createSchema('Secret', { fields, classLevelPermissions: { ...all, protectedFields } })
  })
  afterAll(() => host.close())

  async function listen(username: string, className = 'Note'): Promise<LiveSocket> {
    const { sessionToken } = users[username]!
    const live = await openLive(host)
    expect(await live.connect({ sessionToken })).toMatchObject({ op: 'connected' })
    expect(await live.subscribe(1, className, { sessionToken })).toMatchObject({ op: 'subscribed' })
    return live
  }

  /**
   * What each of them hears of an object. A second one, which all may read, comes after it; LiveQuery looks up roles
   * for each event by itself, so that events may overtake each other, and readers are waited for until they heard all.
   */
  async function hearers(readers: string[], object: Fields, action: (objectId: string) => Promise<unknown>) {
    const names = Object.keys(users)
    const sockets = await Promise.all(names.map((name) => listen(name)))
    const objectId = await create('/classes/Note', object)
    await action(objectId)
    await create('/classes/Note', { text: 'last', ACL: readableBy('role:all') })
    const heard = await Promise.all(
      sockets.map(async ({ saw, frames }, index) => {
        await saw(({ object: shown }) => shown?.text === 'last')
        const ofObject = ({ object: shown }: LiveFrame) => shown?.objectId === objectId
        if (readers.includes(names[index]!)) await saw(() => frames.filter(ofObject).length >= 3)
        return frames.filter(ofObject).map(({ op }) => op)
      }),
    )
    await Promise.all(sockets.map(({ end }) => end()))
    return Object.fromEntries(names.map((name, index) => [name, heard[index]]))
  }

  test.each([
    ['a role', 'role:moderators', ['ann', 'bea']],
    ['a role that others are part of, roles of roles too', 'role:members', ['ann', 'bea', 'cat']],
    ['a role that nobody else is part of', 'role:strangers', ['dan']],
  ])('tells all who have %s of what it may read, and nobody else', async (_what, role, readers) => {
    const heard = await hearers(readers, { text: 'first', ACL: readableBy(role) }, async (objectId) => {
      await rest(host, 'PUT', `/classes/Note/${objectId}`, { master: true, body: { text: 'second' } })
      await rest(host, 'DELETE', `/classes/Note/${objectId}`, { master: true })
    })
    for (const [name, ops] of Object.entries(heard))
      expect([name, ops?.sort()]).toEqual([
        name,
        readers.includes(name) ? ['create', 'delete', 'update'] : [],
      ])
  })

  test('shows a protected field to nobody who may not read it', async () => {
    const eve = await listen('eve', 'Secret')
    await create('/classes/Secret', { text: 'told', secret: 'hidden', ACL: readableBy('role:all') })
    const { object } = await eve.saw(({ op }) => op === 'create')
    expect([object?.text, object?.secret]).toEqual(['told', undefined])
    await eve.end()
  })

  test.each([
    ['_Role', 'LiveQuery could not find out the roles of a user: the database is away'],
    ['_Session', 'LiveQuery could not find out whose a session is: the database is away'],
  ])('logs that it could not read %s', async (className, line) => {
    const rest = internals.rest()
    const { find } = rest
    const ann = await listen('ann')
    const logged = () => lines.some((entry) => entry.includes(line))
    const failing = jest
      .spyOn(rest, 'find')
      .mockImplementation((config, auth, name, ...others) =>
        name === className
          ? Promise.reject(new Error('the database is away'))
          : find(config, auth, name, ...others),
      )
    await create('/classes/Note', { text: 'unheard', ACL: readableBy('role:all') })
    while (!logged()) await setImmediate()
    failing.mockRestore()
    await ann.end()
  })
})
