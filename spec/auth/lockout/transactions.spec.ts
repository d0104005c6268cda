/** A failed log-in has its transaction rolled back, which must not take back that it counts. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

const password = 'correct-horse'

describeWithDatabase('where accounts lock, a transaction', (database) => {
  let host: Host
  let ann: { objectId: string; sessionToken: string }
  let told: string[] = []
  beforeAll(async () => {
    host = await startHost({
      database: database(),
      limits: false,
      parseServer: { accountLockout: { threshold: 3, duration: 5 } },
      configure: (accounts) => void accounts.on('security', ({ type }) => void told.push(type)),
    })
    const { body } = await rest(host, 'POST', '/users', { body: { username: 'ann', password } })
    ann = body as typeof ann
  })
  afterAll(() => host.close())
  beforeEach(() => void (told = []))

  const inTransaction = async (request: object, sessionToken?: string) => {
    const body = { transaction: true, requests: [request] }
    const sent = { body, ...(sessionToken !== undefined && { sessionToken }) }
    const answer = await rest(host, 'POST', '/batch', sent)
    return [answer.status, answer.body as unknown]
  }
  const logIn = (body: object) => rest(host, 'POST', '/login', { body })

  test.each([
    ['log-ins', 'POST', '/parse/login'],
    ['password checks', 'POST', '/parse/verifyPassword'],
  ])('looks at no %s, whose ever they are', async (_what, method, path) => {
    const tryWith = (username: string, given: string) =>
      inTransaction({ method, path, body: { username, password: given } })
    const right = await tryWith('ann', password)
    expect(right[0]).not.toBe(200)
    for (let guess = 0; guess < 4; guess += 1) expect(await tryWith('ann', `wrong-${guess}`)).toEqual(right)
    expect(await tryWith('nobody', password)).toEqual(right)
    expect(told).toEqual([])
  })

  test('looks at no current password', async () => {
    const tryWith = (currentPassword: string) =>
      inTransaction(
        {
          method: 'PUT',
          path: `/parse/users/${ann.objectId}`,
          body: { password: 'another-horse', currentPassword },
        },
        ann.sessionToken,
      )
    const right = await tryWith(password)
    expect(right[0]).not.toBe(200)
    expect(await tryWith('wrong')).toEqual(right)
    expect((await logIn({ username: 'ann', password })).status).toBe(200)
  })

  test('changes nothing of the lock outside of it', async () => {
    for (let guess = 0; guess < 3; guess += 1) await logIn({ username: 'ann', password: 'wrong' })
    expect((await logIn({ username: 'ann', password })).body.error).toMatch(/account is locked/)
    expect(told).toContain('accountLocked')
  })
})
