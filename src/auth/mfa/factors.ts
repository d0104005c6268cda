/** What a user has of a second factor, as its row tells. */
import { isRecord } from '../../option-kinds/kinds'
import { isDeepStrictEqual } from 'node:util'
import type { Fields, Row } from '../../parse/internals'

/** `authData.mfa`, as parse-server's adapter keeps it. */
export interface Mfa extends Fields {
  /** The seed of TOTP. */
  secret?: unknown
  recovery?: unknown
  /** The number that gets codes by SMS. */
  mobile?: unknown
  /** The code that was sent last, and its end. */
  token?: unknown
  expiry?: unknown
  /** Codes by number, while SMS is set up. */
  pending?: unknown
}

/** Undefined where `authData` says nothing of it; null where it is taken away. */
export function mfaIn({ authData }: Row | Fields): Mfa | null | undefined {
  if (!isRecord(authData) || !('mfa' in authData)) return undefined
  return isRecord(authData.mfa) ? authData.mfa : null
}

/** What somebody must have to get in; nothing while it is set up. */
const factorOf = (mfa: Mfa | null | undefined) =>
  mfa?.secret || mfa?.mobile ? [mfa.secret, mfa.mobile] : undefined

/** Whether a password alone lets nobody in. */
export const hasSecondFactor = (user: Row): boolean => factorOf(mfaIn(user)) !== undefined

/** What an update means to the second factor: another one is one that is removed, and one that is added. */
export function secondFactorChange(before: Row, fields: Fields): { added: boolean; removed: boolean } {
  const written = mfaIn(fields)
  if (written === undefined) return { added: false, removed: false }
  const [former, next] = [factorOf(mfaIn(before)), factorOf(written)]
  const differs = !isDeepStrictEqual(former, next)
  return { added: differs && next !== undefined, removed: differs && former !== undefined }
}
