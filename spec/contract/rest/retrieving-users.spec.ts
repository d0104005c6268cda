import { bigglesworth, cooldude6, describeGuide } from './guide'
import { aUser, invalidSession, parseError, publicAcl } from './shapes'

describeGuide('Retrieving Users', { parseServer: { enforcePrivateUsers: false } }, (guide) => {
  test('answers all user-provided fields except password, at the URL of the sign-up’s Location', async () => {
    const { headers, body } = await guide.send('POST', '/users', { body: cooldude6 })
    const path = headers.get('location')!.slice(guide.host.apiUrl.length)
    const answer = await guide.send('GET', path)
    const { objectId } = body as { objectId: string }
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual(aUser(cooldude6, { objectId, ACL: publicAcl(objectId) }))
  })

  test('never shows the email to others', async () => {
    const { objectId } = await guide.signUp({ ...cooldude6, email: 'coolguy@iloveapps.com' })
    const { body } = await guide.send('GET', `/users/${objectId}`)
    expect(body).toEqual(aUser(cooldude6, { objectId, ACL: publicAcl(objectId) }))
  })
})

describeGuide('Retrieving Users, private by default', {}, (guide) => {
  test('shows a user only to themselves', async () => {
    const { objectId, sessionToken } = await guide.signUp()
    const other = await guide.signUp(bigglesworth)
    const read = (token?: string) =>
      guide.send('GET', `/users/${objectId}`, token ? { sessionToken: token } : {})
    for (const answer of [await read(), await read(other.sessionToken)]) {
      expect(answer.status).toBe(404)
      expect(answer.body).toEqual(parseError(101, 'Object not found.'))
    }
    const own = await read(sessionToken)
    expect(own.status).toBe(200)
    // Parse adds the token with which it was asked.
    expect(own.body).toEqual({ ...aUser(cooldude6, { objectId }), sessionToken })
  })
})

describeGuide('Validating Session Tokens / Retrieving Current User', {}, (guide) => {
  test('answers the user associated with the session token', async () => {
    const { objectId, sessionToken } = await guide.signUp()
    const { status, body } = await guide.send('GET', '/users/me', { sessionToken })
    expect(status).toBe(200)
    // Parse adds the session token: its SDKs expect that.
    expect(body).toEqual({ ...aUser(cooldude6, { objectId }), sessionToken })
  })

  test('shows users their own email', async () => {
    const email = 'coolguy@iloveapps.com'
    const { objectId, sessionToken } = await guide.signUp({ ...cooldude6, email })
    const { body } = await guide.send('GET', '/users/me', { sessionToken })
    expect(body).toEqual({ ...aUser(cooldude6, { objectId }), email, sessionToken })
  })

  test.each([
    ['that is not valid', 'r:pnktnjyb996sj4p156gjtp4im'],
    ['in an old form', 'pnktnjyb996sj4p156gjtp4im'],
    ['that is missing', ''],
  ])('answers { "code": 209, "error": "invalid session token" } for a token %s', async (_what, token) => {
    const { status, body } = await guide.send('GET', '/users/me', { sessionToken: token })
    expect(status).toBe(400)
    expect(body).toEqual(invalidSession)
  })

  test('answers 209 when the session has been logged out', async () => {
    const { sessionToken } = await guide.signUp()
    const loggedOut = await guide.send('POST', '/logout', { sessionToken, body: {} })
    expect([loggedOut.status, loggedOut.body]).toEqual([200, {}])
    const { status, body } = await guide.send('GET', '/users/me', { sessionToken })
    expect(status).toBe(400)
    expect(body).toEqual(invalidSession)
  })
})
