/** What the Actions say of secrets that are missing or wrong; no request is made with them. */
import { runAction } from '../support/action-sandbox'
import { type Endpoint, json, startEndpoint } from './endpoint'
import { backendlessAction, logInEvent, parseAction } from './event'

const secret = 'never-shown '.repeat(4)

/** Names of secrets and what they are wrong with; undefined takes one away. */
type Wrong = [string, string | undefined]

const claims: Wrong[] = [
  ['CLAIM', 'parse_session_token'],
  ['CLAIM', 'urn:example:token'],
  ['CLAIM', ''],
  ['CLAIM', 'https://auth0.com/token'],
  ['CLAIM', 'https://login.AUTH0.com/token'],
  ['CLAIM', 'https://webtask.io/token'],
  ['CLAIM', 'https://example.webtask.run/token'],
]

const urls = (name: string): Wrong[] => [
  [name, 'http://api.example.com/never-shown'],
  [name, 'ftp://localhost/never-shown'],
  [name, 'api.example.com/never-shown'],
  [name, 'https://never-shown:never-shown@api.example.com'],
  [name, 'https://api.example.com/?never-shown'],
  [name, 'https://api.example.com/#never-shown'],
  [name, ''],
]

describe('the secrets', () => {
  let endpoint: Endpoint
  beforeAll(async () => {
    endpoint = await startEndpoint()
  })
  beforeEach(() => endpoint.answerWith(json(200, { sessionToken: 'r:spec', 'user-token': 'spec' })))
  afterAll(() => endpoint.close())

  const parseSecrets = () => ({ ACCOUNTS_URL: `${endpoint.url}/auth0`, ACCOUNTS_SECRET: secret })
  const backendlessSecrets = () => ({
    BACKENDLESS_URL: endpoint.url,
    BACKENDLESS_APP_ID: 'never-shown',
    BACKENDLESS_API_KEY: 'never-shown',
    BACKENDLESS_PASSWORD_SECRET: secret,
  })

  async function expectRefusal(file: string, right: Record<string, string>, [name, value]: Wrong) {
    const secrets = Object.entries({ ...right, [name]: value }).filter(([, text]) => text !== undefined)
    const event = logInEvent({ ...Object.fromEntries(secrets), ON_ERROR: 'deny' })
    const { console, denied, idToken, accessToken } = await runAction(file, event)
    expect(console).toHaveLength(1)
    expect(console[0]).toContain(name)
    expect(console[0]).not.toMatch(/never-shown/)
    expect(denied).toMatch(/^You can’t be signed in/)
    expect([endpoint.asked, idToken, accessToken]).toEqual([[], {}, {}])
  }

  test.each<Wrong>([
    ...claims,
    ...urls('ACCOUNTS_URL'),
    ['ACCOUNTS_URL', undefined],
    ['ACCOUNTS_SECRET', undefined],
    ['ACCOUNTS_SECRET', 'never-shown'],
    ['ACCOUNTS_SECRET', 'x'.repeat(31)],
    ['TOKENS', 'constructor'],
    ['TOKENS', 'all'],
  ])('of the Parse Action: refuses %s=%s', (name, value) =>
    expectRefusal(parseAction, parseSecrets(), [name, value]),
  )

  test.each<Wrong>([
    ...claims,
    ...urls('BACKENDLESS_URL'),
    ['BACKENDLESS_APP_ID', undefined],
    ['BACKENDLESS_API_KEY', undefined],
    ['BACKENDLESS_API_KEY', ''],
    ['BACKENDLESS_PASSWORD_SECRET', undefined],
    ['BACKENDLESS_PASSWORD_SECRET', 'x'.repeat(31)],
  ])('of the Backendless Action: refuses %s=%s', (name, value) =>
    expectRefusal(backendlessAction, backendlessSecrets(), [name, value]),
  )

  test('may have a claim of localhost, and a secret of 32 bytes', async () => {
    const CLAIM = 'http://localhost/token'
    const secrets = { ...parseSecrets(), CLAIM, ACCOUNTS_SECRET: 'ä'.repeat(16) }
    expect((await runAction(parseAction, logInEvent(secrets))).idToken).toEqual({ [CLAIM]: 'r:spec' })
  })
})
