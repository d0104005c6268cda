/** What users log in with can't be guessed by questions, a character at a time. */
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { openLive } from '../../support/live-query'
import { rest } from '../../support/rest'
import type { UserBody } from '../../support/auth0-log-in'

type Where = Record<string, unknown>
type Ask = (host: Host, sessionToken: string, where: Where) => Promise<unknown>

const findBy =
  (path: string, more: Record<string, string>): Ask =>
  async (host, sessionToken, where) => {
    const query = new URLSearchParams({ where: JSON.stringify(where), ...more })
    return (await rest(host, 'GET', `${path}?${query.toString()}`, { sessionToken })).body as unknown
  }

const inQuery = (where: Where) => ({ owner: { $inQuery: { className: '_User', where } } })

const ways: [string, Ask][] = [
  ['/users', findBy('/users', {})],
  ['/classes/_User', findBy('/classes/_User', {})],
  ['a count', findBy('/users', { count: '1', limit: '0' })],
  [
    '$or',
    (host, token, where) => findBy('/users', {})(host, token, { $or: [{ nothing: 1 }, { $and: [where] }] }),
  ],
  ['$inQuery', (host, token, where) => findBy('/classes/Thing', {})(host, token, inQuery(where))],
  [
    '/batch',
    async (host, sessionToken, where) => {
      const body = { requests: [{ method: 'GET', path: '/parse/users', body: { where } }] }
      return (await rest(host, 'POST', '/batch', { sessionToken, body })).body as unknown
    },
  ],
  [
    'Cloud Code',
    async (host, sessionToken, where) =>
      (await rest(host, 'POST', '/functions/findUsers', { sessionToken, body: where })).body as unknown,
  ],
  [
    'LiveQuery',
    async (host, sessionToken, where) => {
      const live = await openLive(host)
      await live.connect({ sessionToken })
      const answer = await live.subscribe(1, '_User', {}, { where })
      await live.end()
      return answer
    },
  ],
]

/** With a host that shows nobody who is an anonymous user of the name "hidden". */
const cloud = ({ Cloud, Query, User }: typeof import('parse/node')) => {
  Cloud.define('findUsers', ({ user, params }) => {
    const sessionToken = user!.getSessionToken()!
    return Query.fromJSON('_User', { where: params }).find({ sessionToken })
  })
  Cloud.beforeFind(User, ({ query, master }) => {
    if (!master) query.notEqualTo('authData.anonymous.id' as never, 'hidden')
  })
}

describeWithDatabase('a question about users', (database) => {
  let host: Host
  let victim: UserBody
  let stranger: UserBody
  const secret = 'abc-of-nobody'
  beforeAll(async () => {
    const auth = { anonymous: { enabled: true } }
    host = await startHost({
      database: database(),
      parseServer: { auth, cloud, enforcePrivateUsers: false, liveQuery: { classNames: ['_User'] } },
    })
    await host.accounts.attach(host.server)
    const anonymous = async (id: string) =>
      (await rest(host, 'POST', '/users', { body: { authData: { anonymous: { id } } } })).body as UserBody
    victim = await anonymous(secret)
    stranger = await anonymous('somebody-else')
    const owner = { __type: 'Pointer', className: '_User', objectId: victim.objectId }
    await rest(host, 'POST', '/classes/Thing', { master: true, body: { owner } })
  })
  afterAll(() => host.close())

  const questions = (): Where[] => [
    { 'authData.anonymous.id': { $regex: '^a' } },
    { 'authData.anonymous.id': secret },
    { authData: { $exists: true } },
    { objectId: stranger.objectId, 'authData.anonymous.id': { $regex: '^s' } },
    { sessionToken: { $regex: '^r' } },
  ]

  test.each(ways)('is not one about authData, by %s', async (_way, ask) => {
    for (const where of questions()) {
      const answer = JSON.stringify(await ask(host, stranger.sessionToken, where))
      expect(answer).toMatch(/"code":119/)
      expect(answer).not.toContain(victim.objectId)
    }
  })

  test('is not one by GraphQL', async () => {
    const query = `query ($where: UserWhereInput) { users(where: $where) { count } }`
    const where = { authData: { exists: true } }
    const { sessionToken } = stranger
    const { body } = await graphql(host, query, { sessionToken, variables: { where } })
    expect(JSON.stringify(body)).toMatch(/119/)
  })

  test('does not put them in order by it', async () => {
    const { body } = await rest(host, 'GET', '/users?order=authData.anonymous', {
      sessionToken: stranger.sessionToken,
    })
    expect(body).toMatchObject({ code: 119 })
  })

  test('is not one by way of another class', async () => {
    for (const where of questions()) {
      const query = new URLSearchParams({ where: JSON.stringify(where), redirectClassNameForKey: 'owner' })
      const { sessionToken } = stranger
      const { body } = await rest(host, 'GET', `/classes/Thing?${query.toString()}`, { sessionToken })
      expect(body).toMatchObject({ code: 119 })
    }
  })

  test('may have what the host adds to it', async () => {
    await rest(host, 'POST', '/users', { body: { authData: { anonymous: { id: 'hidden' } } } })
    const { body } = await rest(host, 'GET', '/users', { sessionToken: stranger.sessionToken })
    expect(body.results).toHaveLength(2)
    const me = await rest(host, 'GET', `/users/${victim.objectId}`, { sessionToken: stranger.sessionToken })
    expect(me.status).toBe(200)
  })

  test('is answered where it is about what may be read', async () => {
    const [, ask] = ways[0]!
    expect(await ask(host, stranger.sessionToken, { objectId: victim.objectId })).toMatchObject({
      results: [{ objectId: victim.objectId }],
    })
    const where = { 'authData.anonymous.id': secret }
    const query = new URLSearchParams({ where: JSON.stringify(where) }).toString()
    expect((await rest(host, 'GET', `/users?${query}`, { master: true })).body).toMatchObject({
      results: [{ objectId: victim.objectId }],
    })
  })
})
