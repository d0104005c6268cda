/** A user who signs in with Auth0 has no password to reset, and would get one by the mail. */
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { ParseConfig } from '../../parse/internals'
import { findByAddress } from '../ownership/email-first'
import { hasNoPassword } from './link'

/**
 * Makes parse-server find no such user when somebody asks for the mail. The client's answer is that for an unknown
 * address.
 */
export const preventPasswordResets = ({
  databaseController,
}: Pick<ParseConfig, 'databaseController'>): Hooks => ({
  'UserController.setPasswordResetToken': async (next, email) => {
    const user = await findByAddress(databaseController, email)
    if (user && hasNoPassword(user)) throw parseError('OBJECT_NOT_FOUND', 'Object not found.')
    return next(email)
  },
})
