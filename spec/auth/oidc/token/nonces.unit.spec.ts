/** Log-ins that are bound to a nonce: each works once. */
import { CredentialFault, TokenFault } from '../../../../src/auth/oidc/token/errors'
import type { Verifier } from '../../../../src/auth/oidc/token/verifier'
import { createVerifier } from '../../../../src/auth/auth0/provider'
import { auth0Options } from '../../../../src/auth/auth0/options'
import { fromNow } from '../../../support/attacks/rows'
import { createClock, verifierFor } from '../../../support/auth0-verifier'
import { startTenant, type Tenant } from '../../../support/tenant'

describe('with `nonce`', () => {
  let tenant: Tenant
  let verifier: Verifier
  beforeAll(async () => {
    tenant = await startTenant()
  })
  beforeEach(() => {
    verifier = verifierFor(tenant, { nonce: true })
  })
  afterAll(() => tenant.close())

  const tokenFor = (nonce: unknown, claims = {}) => tenant.idToken({ nonce, ...claims })

  test('a token works once', async () => {
    const authData = { id_token: await tokenFor('n-1'), nonce: 'n-1' }
    expect((await verifier.verifyCredential(authData)).subject).toBe('auth0|ann')
    await expect(verifier.verifyCredential(authData)).rejects.toThrow('its nonce was used before')
  })

  test('a nonce works once, whatever the token', async () => {
    await verifier.verifyCredential({ id_token: await tokenFor('n-1'), nonce: 'n-1' })
    const again = verifier.verifyCredential({ id_token: await tokenFor('n-1'), nonce: 'n-1' })
    await expect(again).rejects.toThrow(TokenFault)
  })

  test('one of 50 log-ins at the same time passes', async () => {
    const authData = { id_token: await tokenFor('n-1'), nonce: 'n-1' }
    const logIns = await Promise.allSettled(
      Array.from({ length: 50 }, () => verifier.verifyCredential({ ...authData })),
    )
    expect(logIns.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('a log-in without it is told what to send', async () => {
    await expect(verifier.verifyCredential({ id_token: await tokenFor('n-1') })).rejects.toThrow(
      CredentialFault,
    )
  })

  test.each([['n-2'], [undefined], [['n-1']], [null]])('a token made for %j is refused', async (nonce) => {
    const authData = { id_token: await tokenFor(nonce), nonce: 'n-1' }
    await expect(verifier.verifyCredential(authData)).rejects.toThrow(TokenFault)
  })

  test('a log-in that fails does not use it up', async () => {
    const id_token = await tokenFor('n-1')
    const wrong = [
      { id_token, nonce: 'n-1', id: 'auth0|eve' },
      { id_token, nonce: 'n-2' },
      { id_token: await tokenFor('n-1', { exp: fromNow(-60) }), nonce: 'n-1' },
    ]
    for (const authData of wrong)
      await expect(verifier.verifyCredential(authData)).rejects.toThrow(TokenFault)
    expect((await verifier.verifyCredential({ id_token, nonce: 'n-1' })).claims.nonce).toBe('n-1')
  })

  test('another user with the same nonce is not locked out', async () => {
    await verifier.verifyCredential({ id_token: await tokenFor('n-1', { sub: 'auth0|eve' }), nonce: 'n-1' })
    await verifier.verifyCredential({ id_token: await tokenFor('n-1'), nonce: 'n-1' })
  })

  test('it stays used until the token is refused anyway', async () => {
    const clock = createClock()
    const exp = Math.floor(clock.now() / 1000) + 600
    const claims: { key: string; seconds: number }[] = []
    const claimOnce = async (key: string, seconds: number) => claims.push({ key, seconds }) > 0
    const { verifyCredential } = createVerifier(
      auth0Options.parse({ ...tenant.options, nonce: true }),
      claimOnce,
      clock.now,
    )
    await verifyCredential({ id_token: await tokenFor('n-1', { exp }), nonce: 'n-1' })
    expect(claims[0]?.seconds).toBe(610)
  })

  test('access tokens need none', async () => {
    const access_token = await tenant.accessToken()
    expect((await verifier.verifyCredential({ access_token })).kind).toBe('access')
  })
})

test('without `nonce`, one that is sent is compared, and used as often as one likes', async () => {
  const tenant = await startTenant()
  const { verifyCredential } = verifierFor(tenant)
  const authData = { id_token: await tenant.idToken({ nonce: 'n-1' }), nonce: 'n-1' }
  await verifyCredential(authData)
  await verifyCredential(authData)
  await expect(verifyCredential({ ...authData, nonce: 'n-2' })).rejects.toThrow(TokenFault)
  await tenant.close()
})
