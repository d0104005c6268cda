/** What the Parse Action does with an answer, and without one. */
import { decodeJwt } from 'jose'
import { type ActionRun, runAction } from '../support/action-sandbox'
import { type Answer, type Endpoint, hangUp, json, redirect, silence, startEndpoint, text } from './endpoint'
import { logInEvent, parseAction, refreshEvent } from './event'

const ACCOUNTS_SECRET = 'never-shown '.repeat(4)
const token = 'r:never-shown'
const expiresAt = new Date().toISOString()
const session = json(200, { sessionToken: token, userId: 'u1', expiresAt })

function expectNoSecret(run: ActionRun): void {
  expect(run.console.join('\n')).not.toMatch(/never-shown|Bearer|eyJ/)
  expect(run.denied ?? '').not.toMatch(/never-shown|Bearer|eyJ/)
}

describe('the Parse Action', () => {
  let endpoint: Endpoint
  let elsewhere: Endpoint
  beforeAll(async () => {
    endpoint = await startEndpoint()
    elsewhere = await startEndpoint()
    elsewhere.answerWith(session)
  })
  afterAll(() => Promise.all([endpoint.close(), elsewhere.close()]))

  const secrets = (more: Record<string, string> = {}) => ({
    ACCOUNTS_URL: `${endpoint.url}/auth0`,
    ACCOUNTS_SECRET,
    ...more,
  })

  function run(answers: Answer[], more: Record<string, string> = {}): Promise<ActionRun> {
    endpoint.answerWith(...answers)
    return runAction(parseAction, logInEvent(secrets(more)))
  }

  test('puts the session token into the ID token, and into nothing else', async () => {
    const { idToken, accessToken, cache, console, denied } = await run([session])
    expect(idToken).toEqual({ [`${endpoint.url}/parse_session_token`]: token })
    expect([accessToken, cache.size, console, denied]).toEqual([{}, 0, [], undefined])
  })

  test.each([
    ['id', 1, 0],
    ['access', 0, 1],
    ['both', 1, 1],
  ])('with TOKENS=%s, puts it where that says', async (TOKENS, inIdToken, inAccessToken) => {
    const { idToken, accessToken } = await run([session], { TOKENS })
    expect([Object.values(idToken), Object.values(accessToken)]).toEqual([
      Array(inIdToken).fill(token),
      Array(inAccessToken).fill(token),
    ])
  })

  test('names the claim as CLAIM says', async () => {
    const CLAIM = 'https://example.com/parse_session_token'
    expect((await run([session], { CLAIM })).idToken).toEqual({ [CLAIM]: token })
  })

  test.each([
    ['a fault of the server', json(500, { code: 1 })],
    ['a closing server', json(503, { code: 100 })],
    ['too many requests', json(429, { code: 155 })],
    ['a connection that ends', hangUp],
  ])('tries again after %s, with an assertion of its own', async (_what, answer) => {
    const { idToken } = await run([answer, session])
    expect(Object.values(idToken)).toEqual([token])
    const ids = endpoint.asked.map(({ authorization }) => decodeJwt(authorization!.slice(7)).jti)
    expect(new Set(ids).size).toBe(2)
  })

  test('waits 4 seconds for an answer, then tries again', async () => {
    const startedAt = Date.now()
    const { idToken } = await run([silence, session])
    expect(Object.values(idToken)).toEqual([token])
    expect(Date.now() - startedAt).toBeGreaterThan(3900)
    expect(Date.now() - startedAt).toBeLessThan(20_000)
  })

  test.each([
    ['twice, when the server fails', [json(500, { error: token })], 2, 'the server answered with 500'],
    ['twice, when connections end', [hangUp], 2, /did not answer \(\w+\)$/],
    ['once, when the assertion is refused', [json(401, { error: token })], 1, 'answered with 401'],
    ['once, when the user is refused', [json(403, { code: 203 })], 1, 'answered with 403'],
    ['once, when the path is wrong', [text(404, token)], 1, 'answered with 404'],
    ['once, when the answer is no JSON', [text(200, `<p>${token}`)], 1, 'holds no session token'],
    ['once, when the answer is null', [text(200, 'null')], 1, 'holds no session token'],
    ['once, when the token is none', [json(200, { sessionToken: { token } })], 1, 'holds no session token'],
    ['once, when the token is long', [json(200, { sessionToken: token.repeat(99) })], 1, 'holds no'],
    [
      'once, when the answer is huge',
      [json(200, { sessionToken: token, x: 'x'.repeat(1e6) })],
      1,
      'too long',
    ],
  ])('asks %s, and then logs in without a token', async (_what, answers, times, line) => {
    const result = await run(answers)
    expect(endpoint.asked).toHaveLength(times)
    expect(result).toMatchObject({ idToken: {}, accessToken: {}, denied: undefined })
    expect(result.console).toEqual([expect.stringMatching(/^parse-session-token: /)])
    expect(result.console[0]).toMatch(line)
    expectNoSecret(result)
  })

  test('follows no redirect', async () => {
    const result = await run([redirect(`${elsewhere.url}/auth0/session`)])
    expect(result.console).toEqual(['parse-session-token: the server answered with 307'])
    expect([endpoint.asked.length, elsewhere.asked.length, result.idToken]).toEqual([1, 0, {}])
  })

  test('logs in without a token when the server is down', async () => {
    const gone = await startEndpoint()
    await gone.close()
    const result = await run([], { ACCOUNTS_URL: `${gone.url}/auth0` })
    expect(result.console).toEqual(['parse-session-token: the server did not answer (ECONNREFUSED)'])
    expect(result).toMatchObject({ idToken: {}, denied: undefined })
  })

  test('with ON_ERROR=deny, refuses the log-in in words for people', async () => {
    const result = await run([json(401, {})], { ON_ERROR: 'deny' })
    expect(result.denied).toMatch(/^You can’t be signed in/)
    expect(result.console).toHaveLength(1)
    expectNoSecret(result)
  })

  test('with ON_ERROR=deny, lets in who gets a token', async () => {
    expect((await run([session], { ON_ERROR: 'deny' })).denied).toBeUndefined()
  })

  test('refuses the log-in when it can’t know what ON_ERROR says', async () => {
    expect((await run([json(401, {})], { ON_ERROR: 'Continue' })).denied).toBeDefined()
  })

  test('opens no session when a refresh token is exchanged', async () => {
    endpoint.answerWith(session)
    const { idToken } = await runAction(parseAction, refreshEvent(secrets()))
    expect([idToken, endpoint.asked]).toEqual([{}, []])
  })

  test('with ON_REFRESH=true, opens one then too', async () => {
    endpoint.answerWith(session)
    const { idToken } = await runAction(parseAction, refreshEvent(secrets({ ON_REFRESH: 'true' })))
    expect(Object.values(idToken)).toEqual([token])
  })
})
