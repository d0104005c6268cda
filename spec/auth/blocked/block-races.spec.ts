/** A block that ends by itself is cleared by the next log-in: and no other one that was made meanwhile. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { configOf } from '../../support/rule-users'
import { after } from '../mfa/second-factor'

const password = 'correct-horse'

interface Adapter {
  find: (className: string, ...query: unknown[]) => Promise<unknown[]>
}

describeWithDatabase('a log-in after the end of a block', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
  })
  afterAll(() => host.close())
  afterEach(() => void jest.restoreAllMocks())

  /** Somebody whose block is over. */
  async function blockedOnce(username: string): Promise<string> {
    const { body } = await rest(host, 'POST', '/users', { body: { username, password } })
    const { objectId } = body as { objectId: string }
    await host.accounts.users.block(objectId, { until: new Date(Date.now() + 60_000) })
    return objectId
  }
  /** What happens once the log-in has read its user. */
  function whenRead(work: () => Promise<unknown>): void {
    const { adapter } = configOf(host).database as unknown as { adapter: Adapter }
    const find = adapter.find.bind(adapter)
    jest.spyOn(adapter, 'find').mockImplementation(async (className, ...query) => {
      const rows = await find(className, ...query)
      if (className !== '_User') return rows
      jest.restoreAllMocks()
      await work()
      return rows
    })
  }
  const logIn = (username: string) => rest(host, 'POST', '/login', { body: { username, password } })

  test.each([
    ['without an end', {}],
    ['with an end', { until: new Date(Date.now() + 86_400_000) }],
  ])('leaves a block %s that was made while it was under way', async (_what, options) => {
    const username = `user-${_what}`
    const userId = await blockedOnce(username)
    await after(61_000, async () => {
      whenRead(() => host.accounts.users.block(userId, { ...options, reason: 'unpaid bills' }))
      const { body } = await logIn(username)
      const { sessionToken } = body as { sessionToken: string }
      expect((await rest(host, 'GET', '/users/me', { sessionToken })).body.code).toBe(209)
      expect((await logIn(username)).body).toMatchObject({
        code: 119,
        error: expect.stringContaining('unpaid bills') as string,
      })
    })
  })

  test('comes in where another one has cleared the block, or an operator', async () => {
    const userId = await blockedOnce('ann')
    await after(61_000, async () => {
      whenRead(() => host.accounts.users.unblock(userId))
      expect((await logIn('ann')).status).toBe(200)
      await host.accounts.users.block(userId, { until: new Date(Date.now() + 60_000) })
    })
    await after(122_000, async () => {
      const answers = await Promise.all(Array.from({ length: 5 }, () => logIn('ann')))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
      const [row] = await configOf(host).database.find('_User', { objectId: userId })
      expect(row?.accountsBlocked ?? null).toBeNull()
    })
  })
})
