/** The tokens in the links that confirm a new e-mail address. */
import { createHmac, hkdfSync, randomUUID } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'

/** A change of address that somebody asks for. */
export interface EmailChange {
  userId: string
  oldEmail: string
  newEmail: string
}

/** What a token says. */
export interface Confirmation {
  userId: string
  newEmail: string
  /** Whether this was the address when the change was asked for. */
  replaces: (email: unknown) => boolean
}

/** Signs and reads them. */
export interface ConfirmationTokens {
  /** @param validitySeconds how long the token can be used */
  sign: (change: EmailChange, validitySeconds: number) => Promise<string>
  /** Rejects for a token that is not of ours, was changed, or has expired. */
  read: (token: string) => Promise<Confirmation>
}

const algorithm = 'HS256'

/** Tells a token of ours, a JSON Web Token, from one of parse-server's. */
export const isConfirmation = (token: string): boolean => token.split('.').length === 3

/**
 * Tokens are not stored, so that no column more is needed: a key by HKDF (RFC 5869) signs them. The old address stands
 * in them as a digest only, as a link that was sent to a wrong address shows what is in it.
 */
export function createConfirmationTokens(masterKey: string): ConfirmationTokens {
  const keyFor = (use: string) =>
    new Uint8Array(hkdfSync('sha256', masterKey, '', `parse-server-accounts/pending-email/${use}`, 32))
  const signingKey = keyFor('sign')
  const digestKey = keyFor('digest')
  const digest = (userId: string, email: string) =>
    createHmac('sha256', digestKey)
      .update(JSON.stringify([userId, email]))
      .digest('base64url')

  return {
    sign: ({ userId, oldEmail, newEmail }, validitySeconds) =>
      new SignJWT({ email: newEmail, replaces: digest(userId, oldEmail) })
        .setProtectedHeader({ alg: algorithm })
        .setSubject(userId)
        .setJti(randomUUID())
        .setExpirationTime(Math.floor(Date.now() / 1000 + validitySeconds))
        .sign(signingKey),
    read: async (token) => {
      const { payload } = await jwtVerify<{ email: string; replaces: string }>(token, signingKey, {
        algorithms: [algorithm],
        requiredClaims: ['sub', 'exp', 'email', 'replaces'],
      })
      const userId = String(payload.sub)
      return {
        userId,
        newEmail: payload.email,
        replaces: (email) => typeof email === 'string' && digest(userId, email) === payload.replaces,
      }
    },
  }
}
