/** The assertion by which the Parse Action proves to the server who has logged in. */
import { jwtVerify } from 'jose'
import { runAction } from '../support/action-sandbox'
import { type Endpoint, json, startEndpoint } from './endpoint'
import { logInEvent, newUser, parseAction } from './event'

const ACCOUNTS_SECRET = 'a secret of the specs, 32 bytes long or more: ä'
const session = json(200, { sessionToken: 'r:spec', userId: 'u1', expiresAt: new Date().toISOString() })

describe('the assertion of the Parse Action', () => {
  let endpoint: Endpoint
  beforeAll(async () => {
    endpoint = await startEndpoint()
  })
  beforeEach(() => endpoint.answerWith(session))
  afterAll(() => endpoint.close())

  const secrets = () => ({ ACCOUNTS_URL: `${endpoint.url}/auth0`, ACCOUNTS_SECRET })

  const verify = ([, assertion = '']: RegExpExecArray | []) =>
    jwtVerify(assertion, new TextEncoder().encode(ACCOUNTS_SECRET), {
      algorithms: ['HS256'],
      typ: 'action+jwt',
      issuer: 'auth0-action',
      audience: `${endpoint.url}/auth0/session`,
      maxTokenAge: 30,
      requiredClaims: ['exp', 'jti', 'sub'],
    })

  /** The claims of the only request that an event leads to. */
  async function claimsFor(parts: Record<string, unknown>) {
    await runAction(parseAction, logInEvent(secrets(), parts))
    expect(endpoint.asked).toHaveLength(1)
    return (await verify(/^Bearer (.+)$/.exec(endpoint.asked[0]!.authorization!) ?? [])).payload
  }

  test('is posted to the endpoint, in no other place than the header', async () => {
    await runAction(parseAction, logInEvent(secrets()))
    expect(endpoint.asked).toMatchObject([{ method: 'POST', path: '/auth0/session', body: '' }])
  })

  test('names the endpoint also when the address ends with a slash', async () => {
    await runAction(parseAction, logInEvent({ ...secrets(), ACCOUNTS_URL: `${endpoint.url}/auth0/` }))
    expect(endpoint.asked).toMatchObject([{ path: '/auth0/session' }])
    await verify(/^Bearer (.+)$/.exec(endpoint.asked[0]!.authorization!) ?? [])
  })

  test('lives for 30 seconds and has an id of its own', async () => {
    const first = await claimsFor({})
    endpoint.answerWith(session)
    const second = await claimsFor({})
    expect(first.exp! - first.iat!).toBe(30)
    expect(first.jti).toMatch(/^[\da-f-]{36}$/)
    expect(second.jti).not.toBe(first.jti)
  })

  test('says who has logged in, and how', async () => {
    const user = newUser({ locale: 'en' })
    const { user_id, ...profile } = user
    const claims = await claimsFor({
      user,
      session: { id: 'spec-session' },
      organization: { id: 'org_1', name: 'archers', display_name: 'The Archers' },
      authentication: { methods: [{ name: 'pwd' }, { name: 'mfa', type: 'otp' }] },
      authorization: { roles: ['editor', 'reader'] },
    })
    const proof = { iss: claims.iss, aud: claims.aud, iat: claims.iat, exp: claims.exp, jti: claims.jti }
    expect(claims).toEqual({
      ...proof,
      sub: user_id,
      ...profile,
      sid: 'spec-session',
      org_id: 'org_1',
      org_name: 'archers',
      amr: ['pwd', 'mfa'],
      roles: ['editor', 'reader'],
    })
  })

  test('leaves out what Auth0 does not know', async () => {
    const nobody = { session: undefined, authentication: undefined, authorization: undefined }
    const claims = await claimsFor({ user: { user_id: 'sms|1' }, ...nobody })
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sub'])
  })

  test.each(['true', 'false', 1, undefined])('calls no address verified because of %p', async (value) => {
    const claims = await claimsFor({ user: newUser({ email_verified: value }) })
    expect(claims.email_verified).toBe(false)
  })

  test('leaves out texts of more than 1,000 characters', async () => {
    const picture = `data:image/png;base64,${'A'.repeat(200_000)}`
    const claims = await claimsFor({ user: newUser({ picture, name: 'n'.repeat(1001), nickname: 'ann' }) })
    expect(claims).not.toHaveProperty('picture')
    expect(claims).not.toHaveProperty('name')
    expect(claims.nickname).toBe('ann')
  })

  test('names 100 roles at most', async () => {
    const roles = Array.from({ length: 150 }, (_, index) => `role ${index}`)
    const claims = await claimsFor({ authorization: { roles } })
    expect(claims.roles).toEqual(roles.slice(0, 100))
  })

  test('leaves out the profile when it would not fit into a header', async () => {
    const long = '漢'.repeat(1000)
    const names = { name: long, nickname: long, given_name: long, family_name: long, picture: long }
    const user = newUser(names)
    const claims = await claimsFor({ user })
    expect(claims).toMatchObject({ sub: user.user_id, email: user.email, email_verified: true })
    expect(claims).not.toHaveProperty('name')
    expect(endpoint.asked[0]!.authorization!.length).toBeLessThan(8000)
  })
})
