import { cooldude6, describeGuide, type Session } from './guide'
import { createdUser, existingUser, expectAnswer, link, signInWith, updated } from './linking'
import { isolateNetwork } from '../../support/network'
import { aGeneratedUsername, parseError } from './shapes'
import { breakTwitter, fakeTwitter, parseIt, stranger } from './twitter'

const { consumer_key, consumer_secret } = parseIt
const auth = { twitter: { consumer_key, consumer_secret } }
const invalid = parseError(101, 'Twitter auth is invalid for this user.')

isolateNetwork()

describeGuide('Linking Users: Signing Up and Logging In (Twitter)', { parseServer: { auth } }, (guide) => {
  const signIn = (twitter: unknown = parseIt) => signInWith(guide, { twitter })

  test('answers 201 Created with Location and an automatically-generated username', async () => {
    fakeTwitter(parseIt)
    const answer = await signIn()
    expectAnswer(answer, 201, createdUser)
    const { objectId } = answer.body as Session
    expect(answer.headers.get('location')).toBe(`${guide.host.apiUrl}/users/${objectId}`)
  })

  test('then answers 200 OK with Location, details and the authData', async () => {
    fakeTwitter(parseIt)
    const user = (await signIn()).body as Session
    const answer = await signIn()
    const documented = existingUser(user, { twitter: parseIt })
    expectAnswer(answer, 200, { ...documented, username: aGeneratedUsername })
    expect(answer.headers.get('location')).toBe(`${guide.host.apiUrl}/users/${user.objectId}`)
    const { sessionToken } = answer.body as Session
    const me = await guide.send('GET', '/users/me', { sessionToken })
    expect(me.body).toMatchObject({ objectId: user.objectId })
  })

  test('stores id and screen name, and no secret', async () => {
    fakeTwitter(parseIt)
    const { objectId } = (await signIn()).body as Session
    await signIn() // neither at the sign-up nor at a log-in
    const stored = { twitter: { id: '12345678', screen_name: 'ParseIt' } }
    expect((await guide.read(objectId)).authData).toEqual(stored)
  })

  test('links an existing user, who then logs in with it', async () => {
    fakeTwitter(parseIt)
    const user = await guide.signUp()
    expectAnswer(await link(guide, user, { twitter: parseIt }), 200, updated)
    const { username, phone } = cooldude6
    expectAnswer(await signIn(), 200, { ...existingUser(user, { twitter: parseIt }), username, phone })
  })

  test.each([
    ['an id that is not the token’s', { ...parseIt, id: '87654321' }],
    ['a token that another app got', stranger],
    ['a token that another app got, under our consumer key', { ...stranger, consumer_key }],
    ['a wrong token', { ...parseIt, auth_token: '12345678-guessed' }],
    ['a wrong token secret', { ...parseIt, auth_token_secret: 'guessed' }],
    ['only an id', { id: parseIt.id }],
    ['an id that is a number', { ...parseIt, id: 12345678 }],
    ['an id that is an object', { ...parseIt, id: { $ne: '' } }],
    ['a token that is an object', { ...parseIt, auth_token: {} }],
    ['a token secret that is a list', { ...parseIt, auth_token_secret: [parseIt.auth_token_secret] }],
  ])('refuses %s', async (_what, twitter) => {
    fakeTwitter(parseIt, stranger)
    const { objectId } = (await signIn()).body as Session
    expectAnswer(await signIn(twitter), 404, invalid)
    expect(await guide.sessionsOf(objectId)).toHaveLength(1)
  })

  test.each([
    [null, 200],
    [{}, 200],
    [5, 252],
    ['twitter', 252],
    [[], 252],
  ])('refuses the authData %j', async (twitter, code) => {
    expectAnswer(await signIn(twitter), 400, { code, error: expect.any(String) as string })
  })

  const unavailable = parseError(100, 'Twitter could not be asked. Please try again.')
  const rateLimited = '{"errors":[{"message":"Rate limit exceeded","code":88}]}'

  test.each([
    ['can’t be reached', 'unreachable', 400, unavailable],
    ['is out of order', { status: 503, body: '<html>Over capacity</html>' }, 400, unavailable],
    ['has had too many requests', { status: 429, body: rateLimited }, 400, unavailable],
    ['answers garbage', { status: 200, body: '<html>{"id_str":"12345678"' }, 404, invalid],
    ['answers null', { status: 200, body: 'null' }, 404, invalid],
    ['answers a list', { status: 200, body: '["12345678"]' }, 404, invalid],
    ['answers an id in another type', { status: 200, body: '{"id_str":12345678}' }, 404, invalid],
  ] as const)('refuses everybody while Twitter %s', async (_what, how, status, error) => {
    breakTwitter(how)
    expectAnswer(await signIn(), status, error)
    expectAnswer(await guide.send('GET', '/users', { master: true }), 200, { results: [] })
  })
})
