/** What the Backendless Action asks for, and what it does with the answers. */
import { createHmac } from 'node:crypto'
import { type ActionEvent, type ActionRun, runAction } from '../support/action-sandbox'
import { type Answer, type Endpoint, hangUp, json, redirect, silence, startEndpoint, text } from './endpoint'
import { backendlessAction, logInEvent, newUser, refreshEvent } from './event'

const BACKENDLESS_PASSWORD_SECRET = 'never-shown '.repeat(4)
const claim = 'https://api.backendless.com/userToken'
const token = 'never-shown-token'

const found = json(200, [{ ___class: 'Users', email: 'x' }])
const missing = json(200, [])
const registered = json(200, { objectId: '1' })
const loggedIn = json(200, { objectId: '1', 'user-token': token })
const passwordOf = (userId: string) =>
  createHmac('sha256', BACKENDLESS_PASSWORD_SECRET).update(userId).digest('base64url')

function expectNoSecret(run: ActionRun): void {
  expect(`${run.console.join('\n')} ${run.denied ?? ''}`).not.toMatch(/never-shown|@example\.com/)
}

describe('the Backendless Action', () => {
  let endpoint: Endpoint
  beforeAll(async () => {
    endpoint = await startEndpoint()
  })
  afterAll(() => endpoint.close())

  const secrets = (more: Record<string, string> = {}) => ({
    BACKENDLESS_URL: endpoint.url,
    BACKENDLESS_APP_ID: 'app/1',
    BACKENDLESS_API_KEY: 'key 1',
    BACKENDLESS_PASSWORD_SECRET,
    ...more,
  })

  function run(answers: Answer[], event: ActionEvent = logInEvent(secrets())): Promise<ActionRun> {
    endpoint.answerWith(...answers)
    return runAction(backendlessAction, event)
  }

  const paths = () => endpoint.asked.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`)
  const [find, register, logIn] = [
    'GET /app%2F1/key%201/data/Users',
    'POST /app%2F1/key%201/users/register',
    'POST /app%2F1/key%201/users/login',
  ]

  test('registers who is not there, logs them in and puts the token into the ID token', async () => {
    const { idToken, accessToken, cache, console } = await run([missing, registered, loggedIn])
    expect(paths()).toEqual([find, register, logIn])
    expect([idToken, accessToken, cache.size, console]).toEqual([{ [claim]: token }, {}, 0, []])
  })

  test('only logs in who is there', async () => {
    const { idToken } = await run([found, loggedIn], logInEvent(secrets({ CLAIM: 'https://example.com/t' })))
    expect(paths()).toEqual([find, logIn])
    expect(idToken).toEqual({ 'https://example.com/t': token })
  })

  test('looks for the address as a value, with all of it encoded', async () => {
    const email = "o'hara&where=1=1+%27@example.com"
    await run([found, loggedIn], logInEvent(secrets(), { user: newUser({ email }) }))
    const { path } = endpoint.asked[0]!
    expect([...new URL(path, endpoint.url).searchParams]).toEqual([
      ['where', "email='o''hara&where=1=1+%27@example.com'"],
    ])
    expect(path).not.toMatch(/'/)
  })

  test('gives every user a password of their own, the same at each log-in', async () => {
    const user = newUser()
    const { email, user_id } = user
    await run([missing, registered, loggedIn], logInEvent(secrets(), { user }))
    expect(endpoint.asked.slice(1).map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { email, password: passwordOf(user_id) },
      { login: email, password: passwordOf(user_id) },
    ])
  })

  test('goes on when another log-in has registered the user at the same moment', async () => {
    const { idToken } = await run([missing, json(409, { code: 3033 }), loggedIn])
    expect(idToken).toEqual({ [claim]: token })
  })

  test.each([
    ['has no verified address', { email_verified: false }],
    ['has an address that calls itself verified by a text', { email_verified: 'true' }],
    ['has no address', { email: undefined }],
    ['has an empty address', { email: '' }],
  ])('asks for nothing when the user %s', async (_what, fields) => {
    const result = await run([found, loggedIn], logInEvent(secrets(), { user: newUser(fields) }))
    expect(result.console).toEqual(['backendless-user-token: the user has no verified e-mail address'])
    expect([endpoint.asked, result.idToken, result.denied]).toEqual([[], {}, undefined])
  })

  test.each([
    ['a fault of Backendless', json(500, {})],
    ['too many requests', json(429, {})],
    ['a connection that ends', hangUp],
  ])('tries again after %s', async (_what, answer) => {
    const { idToken } = await run([answer, missing, answer, registered, answer, loggedIn])
    expect(idToken).toEqual({ [claim]: token })
    expect(endpoint.asked).toHaveLength(6)
  })

  test.each<[string, Answer[], number, string | RegExp]>([
    ['faults', [json(500, { message: token })], 2, 'answered with 500'],
    ['connections that end', [hangUp], 2, /did not answer \(\w+\)$/],
    ['a wrong key', [json(400, { code: 2002, message: token })], 1, 'answered with 400'],
    ['a user whom it does not take', [missing, json(400, { code: 3040 })], 2, 'answered with 400'],
    ['another password', [found, json(401, { code: 3003, message: token })], 2, 'answered with 401'],
    ['a log-in that claims the user exists', [found, json(409, { code: 3033 })], 2, 'answered with 409'],
    ['an object for users', [json(200, { length: 1 })], 1, 'no list of users'],
    ['garbage for users', [text(200, token)], 1, 'no list of users'],
    ['garbage for a session', [found, text(200, token)], 2, 'no user token'],
    ['a token that is none', [found, json(200, { 'user-token': [token] })], 2, 'no user token'],
    ['too much', [json(200, [token.repeat(100_000)])], 1, 'too long'],
    ['a redirect', [redirect('http://127.0.0.1:9/never-shown')], 1, 'answered with 307'],
  ])('logs in without a token after %s', async (_what, answers, times, line) => {
    const result = await run(answers)
    expect(endpoint.asked).toHaveLength(times)
    expect(result).toMatchObject({ idToken: {}, accessToken: {}, denied: undefined })
    expect(result.console).toEqual([expect.stringMatching(/^backendless-user-token: /)])
    expect(result.console[0]).toMatch(line)
    expectNoSecret(result)
  })

  test('leaves time for another Action of the flow, when Backendless is slow all along', async () => {
    const slowly =
      (answer: Answer): Answer =>
      (res) =>
        void setTimeout(() => answer(res), 1500).unref()
    const startedAt = Date.now()
    const result = await run([slowly(missing), slowly(registered), silence])
    expect(result.console).toEqual(['backendless-user-token: Backendless did not answer (TimeoutError)'])
    expect(endpoint.asked).toHaveLength(4)
    expect(Date.now() - startedAt).toBeLessThan(10_000)
  })

  test.each(['deny', 'Continue'])(
    'with ON_ERROR=%s, refuses the log-in in words for people',
    async (ON_ERROR) => {
      const result = await run([json(400, {})], logInEvent(secrets({ ON_ERROR })))
      expect(result.denied).toMatch(/^You can’t be signed in/)
      expectNoSecret(result)
    },
  )

  test('opens no session when a refresh token is exchanged, unless ON_REFRESH=true', async () => {
    expect((await run([found, loggedIn], refreshEvent(secrets()))).idToken).toEqual({})
    expect(endpoint.asked).toEqual([])
    expect((await run([found, loggedIn], refreshEvent(secrets({ ON_REFRESH: 'true' })))).idToken).toEqual({
      [claim]: token,
    })
  })
})
