import { bigglesworth, cooldude6, describeGuide, revocable, type Session } from './guide'
import { breakFacebook, facebookApp, facebookUser, fakeFacebook } from './facebook'
import { createdUser, existingUser, expectAnswer, link, signInWith, updated } from './linking'
import { isolateNetwork } from '../../support/network'
import { aGeneratedUsername, parseError } from './shapes'

const auth = { facebook: facebookApp }
const invalid = parseError(101, 'Facebook auth is invalid for this user.')
const token = { userId: facebookUser.id, access_token: facebookUser.access_token }

isolateNetwork()

describeGuide('Linking Users: Linking and Unlinking (Facebook)', { parseServer: { auth } }, (guide) => {
  const facebook = facebookUser
  const { username, phone } = cooldude6

  test('signs up with 201 Created, then logs in with 200 OK, both with Location', async () => {
    fakeFacebook(token)
    const first = await signInWith(guide, { facebook })
    expectAnswer(first, 201, createdUser)
    const user = first.body as Session
    const second = await signInWith(guide, { facebook })
    expectAnswer(second, 200, { ...existingUser(user, { facebook }), username: aGeneratedUsername })
    for (const { headers } of [first, second])
      expect(headers.get('location')).toBe(`${guide.host.apiUrl}/users/${user.objectId}`)
  })

  test('PUT links an existing user, who is then authenticated by matching authData', async () => {
    fakeFacebook(token)
    const user = await guide.signUp()
    expectAnswer(await link(guide, user, { facebook }), 200, updated)
    const answer = await signInWith(guide, { facebook })
    expectAnswer(answer, 200, { ...existingUser(user, { facebook }), username, phone })
    const { sessionToken } = answer.body as Session
    const me = await guide.send('GET', '/users/me', { sessionToken })
    expect(me.body).toMatchObject({ objectId: user.objectId, username })
  })

  test('stores the authData, which is retrievable by logging in', async () => {
    fakeFacebook(token)
    await link(guide, await guide.signUp(), { facebook })
    const { body } = await guide.send('POST', '/login', { headers: revocable, body: cooldude6 })
    expect(body).toMatchObject({ username, authData: { facebook } })
  })

  test('PUT with null unlinks, and the authData authenticates the user no more', async () => {
    fakeFacebook(token)
    const user = await guide.signUp()
    await link(guide, user, { facebook })
    expectAnswer(await link(guide, user, { facebook: null }), 200, updated)
    expect(await guide.read(user.objectId)).not.toHaveProperty('authData')
    const answer = await signInWith(guide, { facebook })
    expectAnswer(answer, 201, createdUser)
    expect((answer.body as Session).objectId).not.toBe(user.objectId)
    expect((await guide.send('POST', '/login', { body: cooldude6 })).status).toBe(200)
  })

  test('refuses to link an id that belongs to another user', async () => {
    fakeFacebook(token)
    const owner = await guide.signUp()
    await link(guide, owner, { facebook })
    const other = await guide.signUp(bigglesworth)
    expectAnswer(await link(guide, other, { facebook }), 400, parseError(208, 'this auth is already used'))
    expect(await guide.read(other.objectId)).not.toHaveProperty('authData')
    expect((await guide.read(owner.objectId)).authData).toEqual({ facebook })
  })

  test.each([
    ['with no session', ''],
    ['with the session of another user', 'another'],
  ])('refuses to link or unlink somebody %s', async (_how, which) => {
    fakeFacebook(token)
    const { objectId } = await guide.signUp()
    const sessionToken = which && (await guide.signUp(bigglesworth)).sessionToken
    for (const change of [{ facebook }, { facebook: null }]) {
      const answer = await link(guide, { objectId, sessionToken }, change)
      expectAnswer(answer, 400, parseError(206, 'Permission denied'))
    }
    expect(await guide.read(objectId)).not.toHaveProperty('authData')
  })

  test.each([
    ['an id that is not the token’s', { ...facebook, id: '987654321' }, token],
    ['a token that Facebook does not know', { ...facebook, access_token: 'guessed' }, token],
    ['a token that another app got', facebook, { ...token, appId: '5432109876' }],
  ])('refuses %s', async (_what, authData, known) => {
    fakeFacebook(known)
    expectAnswer(await signInWith(guide, { facebook: authData }), 404, invalid)
  })

  test.each([
    ['can’t be reached', 'unreachable'],
    ['answers garbage', { status: 200, body: '<html>' }],
    ['answers null', { status: 200, body: 'null' }],
  ] as const)('refuses everybody while Facebook %s', async (_what, how) => {
    breakFacebook(how)
    const { status, body } = await signInWith(guide, { facebook })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(body).toEqual({ code: expect.any(Number) as number, error: expect.any(String) as string })
    expectAnswer(await guide.send('GET', '/users', { master: true }), 200, { results: [] })
  })

  test('refuses a service that the app has not configured', async () => {
    const unsupported = parseError(252, 'This authentication method is unsupported.')
    expectAnswer(await signInWith(guide, { twitter: { id: '12345678' } }), 400, unsupported)
  })
})
