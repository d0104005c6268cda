/** Issuers of the test kit in the shapes of other products, and people whom no other test knows. */
import { randomUUID } from 'node:crypto'
import { startIssuerOf, type TestIssuer } from '../../../src/testing/issuer/issuer'
import type { Shape } from '../../../src/testing/issuer/shape'
import { closing } from '../left-over'
import type { Account } from './shapes'

export type SpecIssuer = TestIssuer<Account>

/** Somebody whom no other test knows. */
export function newAccount(changes: Partial<Account> = {}): Account {
  const name = `p${randomUUID().slice(0, 13)}`
  return { sub: randomUUID(), email: `${name}@example.com`, roles: [], ...changes }
}

export const startIssuer = async (shape: Shape<Account>): Promise<SpecIssuer> =>
  closing(await startIssuerOf(shape))
