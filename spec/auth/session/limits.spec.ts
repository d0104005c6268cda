/** Sessions end some time after their log-in and after their last use, and a user has so many. */
import { randomUUID } from 'node:crypto'
import { signUp } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { openLive } from '../../support/live-query'
import { rest } from '../../support/rest'
import { changeRow, dayMs, inDays, rowsOf } from '../../support/session-rows'

const newUser = (host: Host) => signUp(host, `${randomUUID()}@example.com`)
type User = Awaited<ReturnType<typeof newUser>>

const logIn = async (host: Host, { username, password }: User, headers = {}) => {
  const { body } = await rest(host, 'POST', '/login', { headers, body: { username, password } })
  return String(body.sessionToken)
}
const expired = { status: 400, body: { code: 209 } }
const me = (host: Host, sessionToken: string) => rest(host, 'GET', '/users/me', { sessionToken })
const acts = async (host: Host, sessionToken: string) => (await me(host, sessionToken)).status === 200
const copyOf = async (host: Host, sessionToken: string) =>
  String((await rest(host, 'POST', '/sessions', { sessionToken, body: {} })).body.sessionToken)

describeWithDatabase('a session with the limits that there are by default', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      parseServer: { liveQuery: { classNames: ['Note'] } },
    })
    await host.accounts.attach(host.server)
  })
  afterAll(() => host.close())

  test.each([
    ['REST', (sessionToken: string) => me(host, sessionToken)],
    ['GraphQL', (sessionToken: string) => graphql(host, '{ viewer { sessionToken } }', { sessionToken })],
    [
      '/batch',
      (sessionToken: string) => rest(host, 'POST', '/batch', { sessionToken, body: { requests: [] } }),
    ],
  ])('has ended when it was not used for 60 days: %s', async (_name, ask) => {
    const user = await newUser(host)
    await changeRow(host, user.sessionToken, { accountsLastUsedAt: inDays(-60) })
    expect(await host.accounts.sessions.list(user.objectId)).toEqual([])
    expect(await ask(user.sessionToken)).toMatchObject(expired)
    expect(await rowsOf(host, user.objectId)).toEqual([])
  })

  test('lives on when it was used 59 days ago', async () => {
    const user = await newUser(host)
    await changeRow(host, user.sessionToken, { accountsLastUsedAt: inDays(-59) })
    expect(await acts(host, user.sessionToken)).toBe(true)
  })

  test('has ended a year after the log-in, whatever end it has', async () => {
    const user = await newUser(host)
    await changeRow(host, user.sessionToken, { accountsLoggedInAt: inDays(-365), expiresAt: inDays(100) })
    expect(await host.accounts.sessions.list(user.objectId)).toEqual([])
    expect(await me(host, user.sessionToken)).toMatchObject(expired)
  })

  test('is not outlived by those that it has opened, one from another', async () => {
    const user = await newUser(host)
    await changeRow(host, user.sessionToken, { accountsLoggedInAt: inDays(-364) })
    const copy = await copyOf(host, await copyOf(host, user.sessionToken))
    const [newest] = await host.accounts.sessions.list(user.objectId)
    expect(Number(newest?.expiresAt)).toBeLessThan(Date.now() + dayMs)
    expect(await acts(host, copy)).toBe(true)
  })

  test('that an operator has made by hand has an end too', async () => {
    const { objectId } = await newUser(host)
    const user = { __type: 'Pointer', className: '_User', objectId }
    await rest(host, 'POST', '/sessions', { master: true, body: { user, sessionToken: `r:${randomUUID()}` } })
    const [made] = await host.accounts.sessions.list(objectId)
    expect(Number(made?.expiresAt)).toBeGreaterThan(Date.now() + 364 * dayMs)
  })

  test('is noted as used when it is used after an hour, and not before', async () => {
    const user = await newUser(host)
    const [made] = await host.accounts.sessions.list(user.objectId)
    await changeRow(host, user.sessionToken, { accountsLastUsedAt: inDays(-1) })
    const lastUse = async () => Number((await host.accounts.sessions.list(user.objectId))[0]?.lastUsedAt)
    await me(host, user.sessionToken)
    while ((await lastUse()) < Number(made?.lastUsedAt));
    const noted = await lastUse()
    for (let requests = 0; requests < 3; requests++) await me(host, user.sessionToken)
    expect(await lastUse()).toBe(noted)
  })
})

describeWithDatabase('sessions beyond what a user may have', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      sessions: { perUser: 3 },
      parseServer: { liveQuery: { classNames: ['Note'] } },
    })
    await host.accounts.attach(host.server)
  })
  afterAll(() => host.close())

  test('end where they were not used for the longest time, LiveQuery included', async () => {
    const user = await newUser(host)
    const [second, third] = [await logIn(host, user), await logIn(host, user)]
    const live = await openLive(host)
    await live.connect({ sessionToken: second })
    const subscribed = await live.subscribe(1, 'Note', { sessionToken: second })
    expect(subscribed.op).toBe('subscribed')
    await changeRow(host, second, { accountsLastUsedAt: inDays(-1) })
    const fourth = await logIn(host, user)
    await live.closed
    expect(await acts(host, second)).toBe(false)
    for (const token of [user.sessionToken, third, fourth]) expect(await acts(host, token)).toBe(true)
  })

  test('are none when many log in at once', async () => {
    const user = await newUser(host)
    const tokens = await Promise.all(Array.from({ length: 8 }, () => logIn(host, user)))
    // Each log-in keeps its own session and the newest of the others: one of 3 may be missing where all of them see all.
    expect([2, 3]).toContain((await host.accounts.sessions.list(user.objectId)).length)
    expect(await Promise.all(tokens.map((token) => acts(host, token)))).toContain(true)
  })

  test('are not counted when they are over', async () => {
    const user = await newUser(host)
    const others = [await logIn(host, user), await logIn(host, user)]
    for (const token of others) await changeRow(host, token, { expiresAt: inDays(-1) })
    await logIn(host, user)
    expect(await acts(host, user.sessionToken)).toBe(true)
    expect(await host.accounts.sessions.list(user.objectId)).toHaveLength(2)
  })

  test('are not ended by one that an operator writes, which opens nothing', async () => {
    const user = await newUser(host)
    const tokens = [user.sessionToken, await logIn(host, user), await logIn(host, user)]
    const body = { user: { __type: 'Pointer', className: '_User', objectId: user.objectId } }
    expect((await rest(host, 'POST', '/sessions', { master: true, body })).status).toBe(201)
    for (const token of tokens) expect(await acts(host, token)).toBe(true)
  })

  test('are none that two nodes have opened at once, while one row of it is used', async () => {
    const user = await newUser(host)
    const [row] = await rowsOf(host, user.objectId)
    const { sessionToken, user: owner, createdWith } = row!
    await changeRow(host, sessionToken, { accountsLastUsedAt: inDays(-1) })
    // As another node would have, of an access token.
    const body = { sessionToken, user: owner, createdWith }
    expect((await rest(host, 'POST', '/sessions', { master: true, body })).status).toBe(201)
    await logIn(host, user)
    await logIn(host, user)
    expect(await acts(host, sessionToken)).toBe(true)
  })

  test('never are the new one, even where a clock was set back', async () => {
    const user = await newUser(host)
    for (const token of [user.sessionToken, await logIn(host, user), await logIn(host, user)])
      await changeRow(host, token, { accountsLastUsedAt: inDays(1) })
    expect(await acts(host, await logIn(host, user))).toBe(true)
  })
})

describeWithDatabase('what is left of sessions', (database) => {
  const start = (options = {}) => startHost({ database: database(), ...options })

  test('is removed at the start, and what has no end in time gets one', async () => {
    let host = await start({ sessions: false })
    const user = await newUser(host)
    const [idle, distant, old] = [await logIn(host, user), await logIn(host, user), await logIn(host, user)]
    await changeRow(host, user.sessionToken, { expiresAt: inDays(-1) })
    await changeRow(host, idle, { accountsLastUsedAt: inDays(-90) })
    await changeRow(host, distant, { expiresAt: inDays(3650) })
    await changeRow(host, old, { accountsLastUsedAt: { __op: 'Delete' } })
    expect(await acts(host, idle)).toBe(true)
    await changeRow(host, idle, { accountsLastUsedAt: inDays(-90) })
    await host.close()

    host = await start({ sessions: { maxDays: 30 } })
    const isSwept = async () => {
      const rows = await rowsOf(host, user.objectId)
      return rows.length === 2 && rows.every((row) => row.accountsLastUsedAt && row.expiresAt)
    }
    while (!(await isSwept()));
    const end = async () =>
      Math.max(
        ...(await rowsOf(host, user.objectId)).map(({ expiresAt }) => Date.parse(String(expiresAt?.iso))),
      )
    while ((await end()) > Date.now() + 30 * dayMs);
    for (const token of [distant, old]) expect(await acts(host, token)).toBe(true)
    await host.close()
  })

  test('stays as it is without limits', async () => {
    const host = await start({ sessions: false, parseServer: { sessionLength: 1000 * 24 * 60 * 60 } })
    const user = await newUser(host)
    await changeRow(host, user.sessionToken, {
      accountsLoggedInAt: inDays(-900),
      accountsLastUsedAt: inDays(-900),
    })
    expect(await acts(host, user.sessionToken)).toBe(true)
    await host.close()
  })

  test('is renewed by use no further than the limit', async () => {
    const host = await start({ parseServer: { extendSessionOnUse: true, sessionLength: 6 } })
    const { objectId, sessionToken } = await newUser(host)
    const endOf = async () => String((await rowsOf(host, objectId))[0]?.expiresAt?.iso)
    const limit = Date.now() + 8000
    const accountsLoggedInAt = { __type: 'Date', iso: new Date(limit - 365 * dayMs).toISOString() }
    await changeRow(host, sessionToken, { accountsLoggedInAt })
    const first = await endOf()
    while ((await endOf()) === first) await me(host, sessionToken)
    expect(Date.parse(await endOf())).toBeLessThanOrEqual(limit)
    await host.close()
  })
})
