import { bigglesworth, cooldude6, describeGuide } from './guide'
import { aSessionToken, aTimestamp, aUser, parseError } from './shapes'

describeGuide('Updating Users', {}, (guide) => {
  const phone = '415-369-6201'
  const update = (userId: string, body: object, sessionToken = '') =>
    guide.send('PUT', `/users/${userId}`, { sessionToken, body })
  const logIn = (username: string, password: string) =>
    guide.send('POST', '/login', { body: { username, password } })

  test('answers just an updatedAt field', async () => {
    const { objectId, sessionToken } = await guide.signUp()
    const { status, body } = await update(objectId, { phone }, sessionToken)
    expect(status).toBe(200)
    expect(body).toEqual({ updatedAt: aTimestamp })
  })

  test('leaves any keys unchanged that are not specified', async () => {
    const { objectId, sessionToken } = await guide.signUp({ ...cooldude6, nickname: 'dude' })
    const { body } = await update(objectId, { phone }, sessionToken)
    const user = await guide.read(objectId)
    expect(user).toEqual({
      ...aUser({ ...cooldude6, phone }, { objectId }),
      nickname: 'dude',
      ...(body as object),
    })
    expect((await logIn(cooldude6.username, cooldude6.password)).status).toBe(200)
  })

  test.each(['with no session', 'with the session of another user'])('refuses it %s', async (how) => {
    const { objectId } = await guide.signUp()
    const other = await guide.signUp(bigglesworth)
    const sessionToken = how === 'with no session' ? '' : other.sessionToken
    const { status, body } = await update(objectId, { phone }, sessionToken)
    expect(status).toBe(400)
    expect(body).toEqual(parseError(206, 'Permission denied'))
    expect(await guide.read(objectId)).toMatchObject({ phone: cooldude6.phone })
  })

  test('refuses a session token that is not valid', async () => {
    const { objectId } = await guide.signUp()
    const { status, body } = await update(objectId, { phone }, 'r:pnktnjyb996sj4p156gjtp4im')
    expect(status).toBe(400)
    expect(body).toEqual(parseError(209, 'Invalid session token'))
  })

  test('changes the username', async () => {
    const { objectId, sessionToken } = await guide.signUp()
    const { status, body } = await update(objectId, { username: 'cooldude7' }, sessionToken)
    expect([status, body]).toEqual([200, { updatedAt: aTimestamp }])
    expect((await logIn('cooldude7', cooldude6.password)).status).toBe(200)
    expect((await logIn('cooldude6', cooldude6.password)).status).toBe(404)
  })

  test('refuses a username that is already in use', async () => {
    const { objectId, sessionToken } = await guide.signUp()
    await guide.signUp(bigglesworth)
    const { status, body } = await update(objectId, { username: 'bigglesworth' }, sessionToken)
    expect(status).toBe(400)
    expect(body).toEqual(parseError(202, 'Account already exists for this username.'))
    expect(await guide.read(objectId)).toMatchObject({ username: 'cooldude6' })
  })

  test('changes the password, and ends the sessions of the old one', async () => {
    const { objectId, sessionToken } = await guide.signUp()
    const { status, body } = await update(objectId, { password: 'n3w-p_n7' }, sessionToken)
    expect(status).toBe(200)
    // Beyond the guide: the client that changed it gets a session that goes on.
    expect(body).toEqual({ updatedAt: aTimestamp, sessionToken: aSessionToken })
    expect((await guide.send('GET', '/users/me', { sessionToken })).status).toBe(400)
    const next = (body as { sessionToken: string }).sessionToken
    expect((await guide.send('GET', '/users/me', { sessionToken: next })).status).toBe(200)
    expect((await logIn('cooldude6', 'n3w-p_n7')).status).toBe(200)
    expect((await logIn('cooldude6', cooldude6.password)).status).toBe(404)
  })
})
