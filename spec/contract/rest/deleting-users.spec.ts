import { bigglesworth, cooldude6, describeGuide } from './guide'
import { invalidSession, parseError } from './shapes'

describeGuide('Deleting Users', {}, (guide) => {
  const remove = (userId: string, sessionToken = '') =>
    guide.send('DELETE', `/users/${userId}`, { sessionToken })

  test('deletes the user whose session token it gets, and lets nobody in any more', async () => {
    const { objectId, sessionToken } = await guide.signUp()
    const { status, body } = await remove(objectId, sessionToken)
    expect(status).toBe(200)
    expect(body).toEqual({})
    expect(await guide.read(objectId)).toEqual({})
    const me = await guide.send('GET', '/users/me', { sessionToken })
    expect([me.status, me.body]).toEqual([400, invalidSession])
    const logIn = await guide.send('POST', '/login', { body: cooldude6 })
    expect(logIn.status).toBe(404)
  })

  test.each([
    ['no session', 'Insufficient auth to delete user'],
    ['the session of another user', 'Permission denied'],
  ])('refuses it with %s', async (how, error) => {
    const { objectId } = await guide.signUp()
    const other = await guide.signUp(bigglesworth)
    const { status, body } = await remove(objectId, how === 'no session' ? '' : other.sessionToken)
    expect(status).toBe(400)
    expect(body).toEqual(parseError(206, error))
    expect(await guide.read(objectId)).toMatchObject({ objectId })
  })

  test('refuses a session token that is not valid', async () => {
    const { objectId } = await guide.signUp()
    const { status, body } = await remove(objectId, 'r:pnktnjyb996sj4p156gjtp4im')
    expect(status).toBe(400)
    expect(body).toEqual(parseError(209, 'Invalid session token'))
    expect(await guide.read(objectId)).toMatchObject({ objectId })
  })
})
