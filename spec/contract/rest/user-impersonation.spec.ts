import { type Answer, cooldude6, describeGuide, revocable, type Session } from './guide'
import { aSessionToken, aUser, parseError } from './shapes'

/** The parts of Parse that a host's cloud code uses here. */
interface Cloud {
  Cloud: Record<'beforeLogin' | 'afterLogin', (trigger: () => void) => void>
}

const triggers: string[] = []
const parseServer = {
  accountLockout: { threshold: 3, duration: 5 },
  cloud: ({ Cloud }: Cloud) => {
    Cloud.beforeLogin(() => void triggers.push('beforeLogin'))
    Cloud.afterLogin(() => void triggers.push('afterLogin'))
  },
}

beforeEach(() => void triggers.splice(0))

describeGuide('User Impersonation', { parseServer }, (guide) => {
  const headers = revocable
  const logIn = (password: string) =>
    guide.send('POST', '/login', { headers, body: { username: cooldude6.username, password } })
  const ways: [string, (request: Record<string, unknown>, master?: boolean) => Promise<Answer>][] = [
    ['GET', (query, master = true) => guide.send('GET', '/loginAs', { headers, master, query })],
    ['POST', (body, master = true) => guide.send('POST', '/loginAs', { headers, master, body })],
  ]

  describe.each(ways)('%s /loginAs', (_method, loginAs) => {
    test('answers in the same format as /login', async () => {
      const { objectId: userId } = await guide.signUp()
      const { status, headers, body } = await loginAs({ userId })
      expect(status).toBe(200)
      expect(headers.get('content-type')).toMatch(/^application\/json/)
      expect(body).toEqual({ ...aUser(cooldude6, { objectId: userId }), sessionToken: aSessionToken })
      const keysOf = (answer: unknown) => Object.keys(answer as object).sort()
      expect(keysOf(body)).toEqual(keysOf((await logIn(cooldude6.password)).body))
    })

    test('opens a session of that user, with the documented createdWith', async () => {
      const { objectId: userId } = await guide.signUp()
      const { sessionToken } = (await loginAs({ userId })).body as Session
      const me = await guide.send('GET', '/users/me', { sessionToken })
      expect(me.body).toMatchObject({ objectId: userId, sessionToken })
      const sessions = await guide.sessionsOf(userId)
      const session = sessions.find((each) => each.sessionToken === sessionToken)
      expect(session?.createdWith).toEqual({ action: 'login', authProvider: 'masterkey' })
    })

    test('does not invoke beforeLogin and afterLogin', async () => {
      const { objectId: userId } = await guide.signUp()
      expect((await loginAs({ userId })).status).toBe(200)
      expect(triggers).toEqual([])
      await logIn(cooldude6.password)
      expect(triggers).toEqual(['beforeLogin', 'afterLogin'])
    })

    test('succeeds for a user who is currently locked out', async () => {
      const { objectId: userId } = await guide.signUp()
      for (const guess of ['a', 'b', 'c']) await logIn(guess)
      const locked = await logIn(cooldude6.password)
      expect(locked.body).toMatchObject({ error: expect.stringContaining('locked') as string })
      const { status, body } = await loginAs({ userId })
      expect(status).toBe(200)
      expect(body).toEqual({ ...aUser(cooldude6, { objectId: userId }), sessionToken: aSessionToken })
      // It doesn't unlock the account either.
      expect((await logIn(cooldude6.password)).body).toEqual(locked.body)
    })

    test('succeeds for a user whose ACL lets nobody in', async () => {
      const { objectId: userId } = await guide.signUp()
      await guide.send('PUT', `/users/${userId}`, { master: true, body: { ACL: {} } })
      expect((await logIn(cooldude6.password)).status).toBe(404)
      expect((await loginAs({ userId })).status).toBe(200)
    })

    test('requires the master key', async () => {
      const { objectId: userId } = await guide.signUp()
      const { status, body } = await loginAs({ userId }, false)
      expect(status).toBe(400)
      expect(body).toEqual(parseError(119, 'Permission denied'))
      expect(await guide.sessionsOf(userId)).toHaveLength(1)
    })

    test('refuses an unknown userId', async () => {
      const { status, body } = await loginAs({ userId: 'abc123' })
      expect(status).toBe(404)
      expect(body).toEqual(parseError(101, 'user not found'))
    })

    test.each([[{}], [{ userId: '' }]])('refuses %j', async (request) => {
      const { status, body } = await loginAs(request)
      expect(status).toBe(400)
      expect(body).toEqual(parseError(162, 'userId must not be empty, null, or undefined'))
    })
  })

  const notAString = parseError(162, 'userId must be a string')

  test.each([[{ $ne: '' }], [{ $regex: '.' }], [{}], [['abc123']], [[]], [5], [0], [true], [false]])(
    'POST /loginAs refuses the userId %j',
    async (userId) => {
      const { objectId } = await guide.signUp()
      const { status, body } = await guide.send('POST', '/loginAs', {
        headers,
        master: true,
        body: { userId },
      })
      expect(status).toBe(400)
      expect(body).toEqual(notAString)
      expect(await guide.sessionsOf(objectId)).toHaveLength(1)
    },
  )

  test.each(['userId[$ne]=', 'userId[]=abc123', 'userId=abc123&userId=abc124'])(
    'GET /loginAs refuses ?%s',
    async (query) => {
      const { objectId } = await guide.signUp()
      const { status, body } = await guide.send('GET', `/loginAs?${query}`, { headers, master: true })
      expect(status).toBe(400)
      expect(body).toEqual(notAString)
      expect(await guide.sessionsOf(objectId)).toHaveLength(1)
    },
  )
})
