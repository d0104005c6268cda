/**
 * A request for a verification mail, which needs no session, writes a token. parse-server writes back the whole user as
 * it has read it: failed log-ins, and whatever was saved meanwhile, would be undone.
 */
import { isNotFound } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { type Database, type Row, type UserController } from '../../parse/internals'

const tokenFields = ['emailVerified', '_email_verify_token', '_email_verify_token_expires_at']

const tokenOf = (user: Row): Row =>
  Object.fromEntries(Object.entries(user).filter(([name]) => tokenFields.includes(name)))

/** @returns nothing when the address is another one by now, or is verified: then no mail is due. */
async function writeToken(database: Database, { objectId, email, ...user }: Row): Promise<unknown> {
  if (typeof email !== 'string') return undefined
  const unchanged = { objectId, email, emailVerified: { $ne: true } }
  try {
    return await database.update('_User', unchanged, tokenOf(user))
  } catch (thrown) {
    if (!isNotFound(thrown)) throw thrown
    return undefined
  }
}

/** The controller, with a database that of a user's row writes the token only. */
function writingTokens(userController: UserController): UserController {
  const { config } = userController
  const update = (_className: string, _where: object, user: Row) => writeToken(config.database, user)
  const narrow = Object.create(config, { database: { value: { update } } }) as object
  return Object.create(userController, { config: { value: narrow } }) as UserController
}

export const verificationRequestHooks: Hooks = {
  'UserController.regenerateEmailVerifyToken': function (next, user, ...question) {
    return next.call(writingTokens(this), user, ...question)
  },
}
