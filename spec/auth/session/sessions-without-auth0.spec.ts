/** accounts.sessions where nobody uses Auth0, and for sessions that no log-in has opened. */
import { randomUUID } from 'node:crypto'
import { signUp } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'

describeWithDatabase('accounts.sessions without Auth0', (database) => {
  let host: Host
  beforeAll(async () => {
    host = await startHost({ database: database() })
  })
  afterAll(() => host.close())

  const sessions = () => host.accounts.sessions
  const me = (sessionToken: string) => rest(host, 'GET', '/users/me', { sessionToken })
  const logIn = async ({ username, password }: { username: string; password: string }) => {
    const { body } = await rest(host, 'POST', '/login', { body: { username, password } })
    return String(body.sessionToken)
  }

  test('revokes all of a user, who can log in again', async () => {
    const [user, other] = [await signUp(host, 'all@example.com'), await signUp(host, 'other@example.com')]
    const second = await logIn(user)
    expect(await sessions().revoke(user.objectId)).toBe(2)
    for (const token of [user.sessionToken, second]) expect((await me(token)).body.code).toBe(209)
    expect((await me(other.sessionToken)).status).toBe(200)
    expect((await me(await logIn(user))).status).toBe(200)
  })

  test('revokes one', async () => {
    const user = await signUp(host, 'one@example.com')
    const second = await logIn(user)
    const [newest] = await sessions().list(user.objectId)
    expect(await sessions().revoke(String(newest?.id))).toBe(1)
    expect((await me(second)).body.code).toBe(209)
    expect((await me(user.sessionToken)).status).toBe(200)
  })

  test('knows those that an operator has made by hand, of which nobody says how they came about', async () => {
    const { objectId } = await signUp(host, 'hand@example.com')
    await sessions().revoke(objectId)
    const sessionToken = `r:${randomUUID()}`
    const user = { __type: 'Pointer', className: '_User', objectId }
    const { status } = await rest(host, 'POST', '/sessions', { master: true, body: { user, sessionToken } })
    expect(status).toBe(201)
    expect((await me(sessionToken)).status).toBe(200)
    expect(await sessions().list(objectId)).toEqual([
      {
        id: expect.any(String),
        userId: objectId,
        createdAt: expect.any(Date),
        expiresAt: expect.any(Date),
        lastUsedAt: expect.any(Date),
        device: undefined,
        address: undefined,
        provider: undefined,
        sid: undefined,
        installationId: undefined,
      },
    ])
    expect(await sessions().revoke(objectId)).toBe(1)
    expect((await me(sessionToken)).body.code).toBe(209)
  })
})
