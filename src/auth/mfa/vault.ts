/** How second factors are kept: seeds are sealed, recovery codes hashed. What was kept in clear before goes on working. */
import { hash } from 'node:crypto'
import { isSameSecret } from '../../adapters/same-secret'
import { createTextSeal, deriveKey } from '../../adapters/sealed-text'
import type { Mfa } from './factors'

/** No seed has a colon (base32), and no recovery code (letters and digits). */
const sealedPrefix = 'sealed:'
const hashedPrefix = 'sha256:'

const isKept = (value: unknown, prefix: string) => typeof value === 'string' && value.startsWith(prefix)

/** They have 178 random bits, so that a plain digest can't be guessed (ASVS 5.0, 6.5.2). */
const digestOf = (code: string) => hashedPrefix + hash('sha256', code, 'base64url')

const hashed = (code: unknown) =>
  typeof code === 'string' && !isKept(code, hashedPrefix) ? digestOf(code) : code

const listOf = (recovery: unknown): unknown[] => (Array.isArray(recovery) ? recovery : [])

/** Which of the codes this is, or -1. */
export function recoveryIndex({ recovery }: Mfa, code: unknown): number {
  if (typeof code !== 'string') return -1
  const digest = digestOf(code)
  const matches = listOf(recovery).map(
    (each) => typeof each === 'string' && isSameSecret(String(hashed(each)), digest),
  )
  return matches.indexOf(true)
}

/** Whether something of it is kept in clear. */
export const isInClear = ({ secret, recovery }: Mfa): boolean =>
  (typeof secret === 'string' && !isKept(secret, sealedPrefix)) ||
  listOf(recovery).some((code) => hashed(code) !== code)

export interface Vault {
  /** As it is to be kept. What is kept like that stays as it is. */
  keep: (mfa: Mfa, userId: string) => Mfa
  /** The seed in clear. @throws when it was sealed with another master key, or for another user */
  seedOf: (mfa: Mfa, userId: string) => unknown
}

export function createVault(masterKey: string): Vault {
  const seal = createTextSeal(deriveKey(masterKey, 'mfa/seed'))
  return {
    keep: (mfa, userId) => {
      const { secret, recovery } = mfa
      const isClear = typeof secret === 'string' && !isKept(secret, sealedPrefix)
      return {
        ...mfa,
        ...(isClear && { secret: sealedPrefix + seal.close(secret, [userId]) }),
        ...(Array.isArray(recovery) && { recovery: recovery.map(hashed) }),
      }
    },
    seedOf: ({ secret }, userId) =>
      typeof secret === 'string' && isKept(secret, sealedPrefix)
        ? seal.open(secret.slice(sealedPrefix.length), [userId])
        : secret,
  }
}
