/**
 * What users of a provider must not do to their own account: open a way in beside it, a reset included, or close the
 * last one.
 */
import type { Provider } from './provider'
import { parseError } from '../../parse/errors'
import type { Auth, Fields, RequestConfig, ParseConfig } from '../../parse/internals'
import { onlyWayIn, unlinks, waysInAfter } from './last-way-in'
import { hasNoPassword, linkOf } from './login/link'
import type { Hooks } from '../../parse/hooks'
import { userById } from '../../parse/user-rows'
import { findByAddress } from '../ownership/found-by'

/**
 * Makes parse-server find no such user when somebody asks for the mail. The client's answer is that for an unknown
 * address.
 * @param providers whose users get no password
 */
export const preventPasswordResets = (
  {
    databaseController: database,
    convertUsernameToLowercase = false,
  }: Pick<ParseConfig, 'databaseController' | 'convertUsernameToLowercase'>,
  providers: Provider[],
): Hooks => ({
  'UserController.setPasswordResetToken': async (next, email) => {
    const user = await findByAddress({ database, convertUsernameToLowercase }, email)
    if (user && providers.some(({ name }) => hasNoPassword(user, name)))
      throw parseError('OBJECT_NOT_FOUND', 'Object not found.')
    return next(email)
  },
})

const forbid = (message: string) => parseError('OPERATION_FORBIDDEN', message)

/** An operator, with the master key, may do all of it. */
export function createAccountRules({ name, title, options: { allowPassword } }: Provider) {
  const setsPassword = ({ password }: Fields) => password !== undefined && !allowPassword

  return {
    /** @throws {Parse.Error} 119 for a sign-up with a password too. */
    verifyCreate: (auth: Auth, fields: Fields): void => {
      if (setsPassword(fields) && !auth.isMaster)
        throw forbid(`Sign up with ${title} or with a password, not with both.`)
    },
    /**
     * Looks at what users do to their own account; for others parse-server has the word.
     * @throws {Parse.Error} 119 for a password, or when no way in would be left.
     */
    verifyUpdate: async (config: RequestConfig, auth: Auth, objectId: unknown, fields: Fields) => {
      if (auth.isMaster || auth.user?.id !== objectId || !(setsPassword(fields) || unlinks(fields, name)))
        return
      const user = await userById(config.database, objectId)
      if (!user || !linkOf(user, name)) return
      if (setsPassword(fields) && hasNoPassword(user, name))
        throw forbid(`This account signs in with ${title}: it has no password here.`)
      if (unlinks(fields, name) && waysInAfter(user, fields, config).length === 0) throw onlyWayIn(title)
    },
  }
}
