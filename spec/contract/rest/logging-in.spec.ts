import { type Answer, cooldude6, describeGuide, revocable, type Session } from './guide'
import { aSessionToken, aUser, parseError } from './shapes'

describeGuide('Logging In', {}, (guide) => {
  const { username, password } = cooldude6
  const ways: [string, (credentials: Record<string, string>) => Promise<Answer>][] = [
    ['POST', (body) => guide.send('POST', '/login', { headers: revocable, body })],
    ['GET', (query) => guide.send('GET', '/login', { headers: revocable, query })],
  ]

  describe.each(ways)('%s /login', (_method, logIn) => {
    test('answers 200 with the user-provided fields except password, and a session', async () => {
      const { objectId } = await guide.signUp()
      const { status, headers, body } = await logIn({ username, password })
      expect(status).toBe(200)
      expect(headers.get('content-type')).toMatch(/^application\/json/)
      expect(body).toEqual({ ...aUser(cooldude6, { objectId }), sessionToken: aSessionToken })
    })

    test('opens a session of its own', async () => {
      const signedUp = await guide.signUp()
      const { sessionToken } = (await logIn({ username, password })).body as Session
      expect(sessionToken).not.toBe(signedUp.sessionToken)
      const sessions = await guide.sessionsOf(signedUp.objectId)
      expect(sessions.map(({ createdWith }) => createdWith)).toEqual([
        { action: 'signup', authProvider: 'password' },
        { action: 'login', authProvider: 'password' },
      ])
      const me = await guide.send('GET', '/users/me', { sessionToken })
      expect(me.body).toMatchObject({ objectId: signedUp.objectId, sessionToken })
    })

    test.each([
      ['a wrong password', { username, password: 'p_n7!-e9' }],
      ['an unknown username', { username: 'cooldude7', password }],
    ])('refuses %s, with the same answer', async (_what, credentials) => {
      await guide.signUp()
      const { status, body } = await logIn(credentials)
      expect(status).toBe(404)
      expect(body).toEqual(parseError(101, 'Invalid username/password.'))
    })

    test.each([
      ['username', { password }, parseError(200, 'username/email is required.')],
      ['password', { username }, parseError(201, 'password is required.')],
    ])('refuses a request without %s', async (_what, credentials, error) => {
      const { status, body } = await logIn(credentials)
      expect(status).toBe(400)
      expect(body).toEqual(error)
    })
  })
})
