/** A user who signs in with Auth0 has no password to reset, and would get one by the mail. */
import { parseError } from '../../server/input/refuse'
import type { ParseConfig } from '../../server/internals'
import { findByAddress } from '../ownership/email-first'
import { hasNoPassword } from './link'

/**
 * Makes parse-server find no such user when somebody asks for the mail. The client's answer is that for an unknown
 * address.
 */
export function preventPasswordResets({ userController, databaseController }: ParseConfig): void {
  const setPasswordResetToken = userController.setPasswordResetToken.bind(userController)
  userController.setPasswordResetToken = async (email) => {
    const user = await findByAddress(databaseController, email)
    if (user && hasNoPassword(user)) throw parseError('OBJECT_NOT_FOUND', 'Object not found.')
    return setPasswordResetToken(email)
  }
}
