/**
 * Log-ins that must be refused, each a valid one with one thing broken. The same rows are sent to the verifier and to
 * every door that takes tokens.
 */
import { authDataAttacks } from './attacks/auth-data'
import { accessTokenAttacks, claimAttacks, idTokenAttacks } from './attacks/claims'
import type { Attack, AuthData } from './attacks/rows'
import { signatureAttacks } from './attacks/signatures'

export type { Attack, AuthData } from './attacks/rows'

/** The `authData.auth0` of what an attack has made. */
export const authDataOf = ({ kind }: Pick<Attack, 'kind'>, made: string | AuthData): AuthData =>
  typeof made === 'string' ? { [`${kind}_token`]: made } : made

/** Rows that make a token, for doors that take nothing else. */
export const tokenAttacks: Attack[] = [
  ...signatureAttacks('id'),
  ...signatureAttacks('access'),
  ...claimAttacks('id'),
  ...claimAttacks('access'),
  ...idTokenAttacks,
  ...accessTokenAttacks,
]

export const attacks: Attack[] = [...tokenAttacks, ...authDataAttacks]
