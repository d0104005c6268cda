import { randomUUID } from 'node:crypto'
import { cooldude6, describeGuide, type Session } from './guide'
import { createdUser, existingUser, expectAnswer, link, signInWith } from './linking'
import { aGeneratedUsername, parseError } from './shapes'

describeGuide('Linking Users: Anonymous user authData', {}, (guide) => {
  test('signs up with 201 Created, then logs in with 200 OK, both with Location', async () => {
    const anonymous = { id: randomUUID() }
    const first = await signInWith(guide, { anonymous })
    expectAnswer(first, 201, createdUser)
    const user = first.body as Session
    const second = await signInWith(guide, { anonymous })
    expectAnswer(second, 200, { ...existingUser(user, { anonymous }), username: aGeneratedUsername })
    for (const { headers } of [first, second])
      expect(headers.get('location')).toBe(`${guide.host.apiUrl}/users/${user.objectId}`)
  })

  test('makes one user for each id', async () => {
    const sign = async () => (await signInWith(guide, { anonymous: { id: randomUUID() } })).body as Session
    const [first, second] = [await sign(), await sign()]
    expect(first.objectId).not.toBe(second.objectId)
  })

  test('links an existing user, and refuses the id to another', async () => {
    const anonymous = { id: randomUUID() }
    const user = await guide.signUp()
    expect((await link(guide, user, { anonymous })).status).toBe(200)
    const { username, phone } = cooldude6
    const answer = await signInWith(guide, { anonymous })
    expectAnswer(answer, 200, { ...existingUser(user, { anonymous }), username, phone })
    const other = await guide.signUp({ username: 'other', password: 'staple-battery' })
    expectAnswer(await link(guide, other, { anonymous }), 400, parseError(208, 'this auth is already used'))
  })

  test('becomes a user with username and password, and is anonymous no more', async () => {
    const anonymous = { id: randomUUID() }
    const { objectId, sessionToken } = (await signInWith(guide, { anonymous })).body as Session
    const body = { ...cooldude6, authData: { anonymous: null } }
    const { status } = await guide.send('PUT', `/users/${objectId}`, { sessionToken, body })
    expect(status).toBe(200)
    const logIn = await guide.send('POST', '/login', { body: cooldude6 })
    expect(logIn.body).toMatchObject({ objectId })
    expectAnswer(await signInWith(guide, { anonymous }), 201, createdUser)
  })
})
