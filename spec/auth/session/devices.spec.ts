/** Operators learn from where a session is used; clients see and write nothing of what is noted. */
import { signUp } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { openLive } from '../../support/live-query'
import { agents, by } from '../../support/notices'
import { rest } from '../../support/rest'

const noted = /accounts[A-Z]/

describeWithDatabase('what is noted of a session', (database) => {
  let host: Host
  let user: Awaited<ReturnType<typeof signUp>>
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: { liveQuery: { classNames: ['_Session'] } },
    })
    await host.accounts.attach(host.server)
    user = await signUp(host, 'ann@example.com')
  })
  afterAll(() => host.close())

  const own = () => ({ sessionToken: user.sessionToken })

  test('is told to operators', async () => {
    const { username, password } = user
    await rest(host, 'POST', '/login', { ...by('firefox'), body: { username, password } })
    const [newest] = await host.accounts.sessions.list(user.objectId)
    expect(newest).toMatchObject({ device: 'Firefox on Windows', address: '127.0.0.1' })
    expect(Number(newest?.lastUsedAt)).toBeGreaterThan(Date.now() - 60_000)
    expect(JSON.stringify(newest)).not.toContain(agents.firefox)
  })

  test('is nothing of an operator who acts as the user', async () => {
    const { objectId } = await signUp(host, 'operated@example.com')
    await host.accounts.sessions.revoke(objectId)
    const query = { userId: objectId }
    await rest(host, 'POST', '/loginAs', { master: true, ...by('safari'), body: query })
    const [opened] = await host.accounts.sessions.list(objectId)
    expect(opened).toMatchObject({ provider: 'masterkey', device: undefined, address: undefined })
  })

  test.each([
    ['GET', '/sessions'],
    ['GET', '/sessions/me'],
    ['GET', '/classes/_Session'],
    ['POST', '/sessions'],
    ['POST', '/classes/_Session'],
    ['POST', '/upgradeToRevocableSession'],
  ])('is not shown by %s %s', async (method, path) => {
    const { status, body } = await rest(host, method, path, {
      ...own(),
      ...(method === 'POST' && { body: {} }),
    })
    expect(status).toBeLessThan(300)
    expect(JSON.stringify(body)).not.toMatch(noted)
  })

  test.each(['accountsDevice', 'accountsAddress', 'accountsLastUsedAt', 'accountsLoggedInAt'])(
    'is neither looked for nor written by clients: %s',
    async (field) => {
      const where = { [field]: { $exists: true } }
      const ask = (query: object) => rest(host, 'GET', '/sessions', { ...own(), query: { ...query } })
      for (const query of [{ where }, { order: field }])
        expect(await ask(query)).toMatchObject({ status: 400, body: { code: 119 } })
      const [session] = await host.accounts.sessions.list(user.objectId)
      for (const [method, path] of [
        ['POST', '/sessions'],
        ['PUT', `/sessions/${session?.id}`],
      ] as const) {
        const answer = await rest(host, method, path, { ...own(), body: { [field]: 'mine' } })
        expect(answer).toMatchObject({ status: 400, body: { code: 119 } })
      }
    },
  )

  test('is not in the schema of GraphQL, not even for operators', async () => {
    const query = '{ __schema { types { name fields { name } inputFields { name } } } }'
    const { body } = await graphql(host, query, { master: true })
    expect(JSON.stringify(body)).toContain('createdWith')
    expect(JSON.stringify(body)).not.toMatch(/accounts/i)
  })

  test('is not told by LiveQuery', async () => {
    const live = await openLive(host)
    await live.connect(own())
    expect((await live.subscribe(1, '_Session', own())).op).toBe('subscribed')
    await rest(host, 'POST', '/sessions', { ...own(), body: {} })
    const { object } = await live.saw(({ op }) => op === 'create')
    expect(object).toMatchObject({ className: '_Session' })
    expect(JSON.stringify(live.frames)).not.toMatch(noted)
    await live.end()
  })
})
