/** What is remembered of a token saves its signature from being verified again, and nothing else. */
import { TokenFault } from '../../../../src/auth/oidc/token/errors'
import { fromNow } from '../../../support/attacks/rows'
import { createClock, verifierFor } from '../../../support/auth0-verifier'
import { startTenant, type Tenant } from '../../../support/tenant'

describe('a token that was verified before', () => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await startTenant()
  })
  afterAll(() => tenant.close())

  test('stands for the same user, with claims of its own for each caller', async () => {
    const { verifyCredential } = verifierFor(tenant)
    const id_token = await tenant.idToken()
    const first = await verifyCredential({ id_token })
    const second = await verifyCredential({ id_token })
    expect(second).toEqual(first)
    second.claims.sub = 'auth0|eve'
    expect((await verifyCredential({ id_token })).claims.sub).toBe('auth0|ann')
  })

  test('is refused beside the id of another user', async () => {
    const { verifyCredential } = verifierFor(tenant)
    const id_token = await tenant.idToken()
    await verifyCredential({ id_token })
    await expect(verifyCredential({ id_token, id: 'auth0|eve' })).rejects.toThrow(TokenFault)
  })

  test('is not taken for one of the other kind', async () => {
    const { verifyCredential, verifyAccessToken } = verifierFor(tenant)
    const token = await tenant.accessToken()
    await verifyAccessToken(token)
    await expect(verifyCredential({ id_token: token })).rejects.toThrow(TokenFault)
  })

  test('is refused when it has expired', async () => {
    const clock = createClock()
    const { verifyCredential } = verifierFor(tenant, {}, clock.now)
    const id_token = await tenant.idToken({ exp: fromNow(100) })
    await verifyCredential({ id_token })
    clock.move(105)
    await verifyCredential({ id_token })
    clock.move(10)
    await expect(verifyCredential({ id_token })).rejects.toThrow('"exp" claim timestamp check failed')
  })

  test('is refused when it has got too old', async () => {
    const clock = createClock()
    const { verifyCredential } = verifierFor(tenant, { maxTokenAgeSeconds: 300 }, clock.now)
    const id_token = await tenant.idToken()
    await verifyCredential({ id_token })
    clock.move(320)
    await expect(verifyCredential({ id_token })).rejects.toThrow(TokenFault)
  })
})
