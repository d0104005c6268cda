/** For whom a form was made: another tab of the same browser may have signed somebody else in since. */
import { createHmac } from 'node:crypto'
import { isSameSecret } from '../../adapters/same-secret'
import { deriveKey } from '../../adapters/sealed-text'

export interface OwnerMarks {
  /** What the forms of a user carry; nobody can make it for somebody else. */
  make: (userId: string) => string
  isOf: (mark: string, userId: string) => boolean
}

/** @param secret of all nodes */
export function createOwnerMarks(secret: string): OwnerMarks {
  const key = deriveKey(secret, 'pages/account')
  const make = (userId: string) => createHmac('sha256', key).update(userId).digest('base64url')
  return { make, isOf: (mark, userId) => isSameSecret(mark, make(userId)) }
}
