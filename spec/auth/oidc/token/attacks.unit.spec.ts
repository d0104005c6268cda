/** Every attack on a token is refused, with a reason that tells nothing of the token. */
import { CredentialFault, ProviderUnavailable, TokenFault } from '../../../../src/auth/oidc/token/errors'
import type { Verifier } from '../../../../src/auth/oidc/token/verifier'
import { type Attack, attacks, authDataOf, tokenAttacks } from '../../../support/attacks'
import { verifierFor } from '../../../support/auth0-verifier'
import { startTenant, type Tenant } from '../../../support/tenant'

const faults = { token: TokenFault, credential: CredentialFault, key: ProviderUnavailable }

describe('the attack table', () => {
  let tenant: Tenant
  let verifier: Verifier
  beforeAll(async () => {
    tenant = await startTenant()
    verifier = verifierFor(tenant)
    // Fetches the keys: one that is not among them is asked for again in a while.
    await verifier.verifyCredential({ id_token: await tenant.idToken() })
  })
  afterAll(() => tenant.close())

  const refusalOf = async (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )

  test.each(attacks)('refuses $name', async (attack) => {
    const made = await attack.make(tenant)
    const refusal = await refusalOf(verifier.verifyCredential(authDataOf(attack, made)))
    expect(refusal).toBeInstanceOf(faults[attack.fault])
  })

  const bearers = tokenAttacks.filter(({ kind }) => kind === 'access')
  test.each(bearers)('refuses as a bearer token: $name', async ({ make, fault }) => {
    const made = await make(tenant)
    expect(await refusalOf(verifier.verifyAccessToken(made as string))).toBeInstanceOf(faults[fault])
  })

  /** Whatever of a request a log must not have: its texts, and the parts of its tokens. jose quotes `crit` too. */
  const secretsIn = (attack: Attack, made: Awaited<ReturnType<Attack['make']>>) =>
    Object.values(authDataOf(attack, made))
      .filter((value) => typeof value === 'string')
      .flatMap((value) => value.split('.'))
      .filter((part) => part.length > 8)

  test('gives no reason that holds a token, or a part of one', async () => {
    expect(attacks.length).toBeGreaterThan(100)
    for (const attack of attacks) {
      const made = await attack.make(tenant)
      const { message } = (await refusalOf(verifier.verifyCredential(authDataOf(attack, made)))) as Error
      expect(message).not.toBe('')
      for (const secret of [...secretsIn(attack, made), 'quoted']) expect(message).not.toContain(secret)
    }
  })

  test('goes on with good tokens after all of them', async () => {
    const { subject } = await verifier.verifyCredential({ id_token: await tenant.idToken() })
    expect(subject).toBe('auth0|ann')
  })
})
