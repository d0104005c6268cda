/** Requests that were on their way when the owner of an account took it back by a new password. */
import { randomUUID } from 'node:crypto'
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { type Mailbox, startMailbox } from '../../support/mailbox'
import { rest, type RestResponse } from '../../support/rest'
import { canLogIn, choose, good, resetLink, signedUp } from '../passwords/ways'

const chosen = 'battery-staple'
const evil = 'evil-password'

interface Server {
  User: unknown
  Cloud: Record<'beforeSave' | 'beforeLogin', (...args: unknown[]) => void>
}

/** Lets one request wait in a trigger of the host's while something is done. */
function createGate() {
  let pass: (() => Promise<void>) | undefined
  /** @returns the answer of the request, which waits until the work is done */
  async function during<Answer>(
    request: () => Promise<Answer>,
    work: () => Promise<unknown>,
  ): Promise<Answer> {
    let open: () => void
    const opened = new Promise<void>((resolve) => (open = resolve))
    const arrived = new Promise<void>((resolve) => {
      pass = () => {
        pass = undefined
        resolve()
        return opened
      }
    })
    const answer = request()
    await arrived
    await work()
    open!()
    return answer
  }
  return { wait: () => pass?.(), during }
}

describeWithDatabase('what was on its way when a new password was set', (database) => {
  const gate = createGate()
  let mailbox: Mailbox
  let host: Host
  beforeAll(async () => {
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      limits: false,
      notices: { passwordChanged: false },
      email: { transport: mailbox.url, from: 'app@example.com' },
      parseServer: {
        auth: { acme },
        cloud: ({ Cloud, User }: Server) => {
          Cloud.beforeSave(User, gate.wait)
          Cloud.beforeLogin(gate.wait)
        },
      },
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
  })

  type User = Awaited<ReturnType<typeof signedUp>>
  const put = ({ objectId, sessionToken }: User, body: object) =>
    rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body })
  const logIn = ({ username }: User) => rest(host, 'POST', '/login', { body: { username, password: good } })
  const reset = async (user: User) =>
    expect((await choose(await resetLink(host, mailbox, user), chosen)).status).toBe(200)
  const stored = async ({ objectId }: User) =>
    (await rest(host, 'GET', `/users/${objectId}`, { master: true })).body as object

  describe.each<[string, (user: User) => Promise<unknown>, sessions?: number]>([
    ['by a link in a mail', reset],
    [
      'by another session',
      async (user) => {
        const { sessionToken } = (await logIn(user)).body as User
        expect((await put({ ...user, sessionToken }, { password: chosen })).status).toBe(200)
      },
      1,
    ],
    [
      'by an operator',
      ({ objectId }) => rest(host, 'PUT', `/users/${objectId}`, { master: true, body: { password: chosen } }),
    ],
  ])('%s', (_title, setPassword, sessions = 0) => {
    test.each<[string, () => object]>([
      ['password', () => ({ password: evil })],
      ['address', () => ({ email: `${randomUUID()}@example.com` })],
      ['name', () => ({ username: randomUUID() })],
      ['link', () => ({ authData: acmeAuthData(randomUUID()) })],
    ])('writes no %s for a session that has ended by it', async (_kind, made) => {
      const user = await signedUp(host)
      const answer = await gate.during(
        () => put(user, made()),
        () => setPassword(user),
      )
      expect(answer.body).toEqual({ code: 209, error: 'Invalid session token' })
      const { username, email } = user
      const row = await stored(user)
      expect(row).toMatchObject({ username, email })
      expect(row).not.toHaveProperty('authData.acme')
      expect(await canLogIn(host, username, chosen)).toBe(true)
      expect(await canLogIn(host, username, evil)).toBe(false)
    })

    test.each<[string, (user: User) => Promise<RestResponse>]>([
      ['REST', logIn],
      [
        'GraphQL',
        ({ username }) =>
          graphql(
            host,
            'mutation ($u: String!, $p: String!) { logIn(input: { username: $u, password: $p }) { viewer { sessionToken } } }',
            { variables: { u: username, p: good } },
          ),
      ],
    ])('opens no session by %s for the password of before', async (_way, logInAs) => {
      const user = await signedUp(host)
      const answer = await gate.during(
        () => logInAs(user),
        () => setPassword(user),
      )
      expect(JSON.stringify(answer.body)).toContain('Invalid username/password.')
      expect(await host.accounts.sessions.list(user.objectId)).toHaveLength(sessions)
    })
  })

  test('leaves a log-in alone during which something else was changed', async () => {
    const user = await signedUp(host)
    const answer = await gate.during(
      () => logIn(user),
      () => put(user, { note: 'other' }),
    )
    expect(answer.status).toBe(200)
  })
})
