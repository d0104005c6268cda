/** The tokens in the links of a change of address: the one that confirms it, and the one that stops it. */
import { createHmac, randomUUID } from 'node:crypto'
import { deriveKey } from '../../adapters/sealed-text'
import { jose } from '../../parse/libraries'

/** A change of address that somebody asks for. */
export interface EmailChange {
  userId: string
  oldEmail: string
  newEmail: string
  /** How many changes of the user were over before. */
  number: number
}

/** What a token says. */
export interface Link {
  userId: string
  /** Whether it was made for this change. */
  isOf: (change: EmailChange) => boolean
}

/** Signs and reads them. Reading rejects for a token that is not of ours, was changed, or has expired. */
export interface ChangeTokens {
  /** @param validitySeconds how long the token can be used */
  signConfirmation: (change: EmailChange, validitySeconds: number) => Promise<string>
  readConfirmation: (token: string) => Promise<Link>
  /** It ends with the change, and not before. */
  signStop: (change: EmailChange) => Promise<string>
  readStop: (token: string) => Promise<Link>
}

const algorithm = 'HS256'

/** Tells a token of ours, a JSON Web Token, from one of parse-server's. */
export const isConfirmation = (token: string): boolean => token.split('.').length === 3

/**
 * Tokens are not stored, so that no column more is needed: keys by HKDF (RFC 5869) sign them, one for each use. The
 * addresses stand in them as a digest only, as links are sent to wrong addresses, too, and show what is in them.
 */
export function createChangeTokens(masterKey: string): ChangeTokens {
  const keyFor = (use: string) => deriveKey(masterKey, `pending-email/${use}`)
  const digestKey = keyFor('digest')
  const digest = ({ userId, oldEmail, newEmail, number }: EmailChange) =>
    createHmac('sha256', digestKey)
      .update(JSON.stringify([userId, oldEmail, newEmail, number]))
      .digest('base64url')
  const tokenOf = (change: EmailChange) =>
    new (jose().SignJWT)({ change: digest(change) })
      .setProtectedHeader({ alg: algorithm })
      .setSubject(change.userId)
      .setJti(randomUUID())

  async function read(token: string, key: Uint8Array, requiredClaims: string[]): Promise<Link> {
    const { payload } = await jose().jwtVerify<{ change: string }>(token, key, {
      algorithms: [algorithm],
      requiredClaims: ['sub', 'change', ...requiredClaims],
    })
    return { userId: String(payload.sub), isOf: (change) => digest(change) === payload.change }
  }

  const confirmationKey = keyFor('sign')
  const stopKey = keyFor('stop')
  return {
    signConfirmation: (change, validitySeconds) =>
      tokenOf(change)
        .setExpirationTime(Math.floor(Date.now() / 1000 + validitySeconds))
        .sign(confirmationKey),
    readConfirmation: (token) => read(token, confirmationKey, ['exp']),
    signStop: (change) => tokenOf(change).sign(stopKey),
    readStop: (token) => read(token, stopKey, []),
  }
}
