/**
 * Who is signed in and logs in again, by an identity of the account, changes nothing else of it. parse-server looks only at
 * what is new in such a request: the id that everybody with a session can read would be enough to link another identity,
 * to unlink one, or to set a second factor up, past all that looks at updates.
 */
import { hasKey } from '../../parse/auth-of'
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Auth, Fields, RequestConfig, Row } from '../../parse/internals'
import { userById } from '../../parse/user-rows'
import { isRecord } from '../../option-kinds/kinds'
import { isAnonymous } from './sensitive'

const rowOf = ({ database }: RequestConfig, { user }: Auth): Promise<Row | undefined> =>
  userById(database, user?.id)

const isOwnIdentity = (sent: unknown, stored: unknown) =>
  isRecord(sent) && isRecord(stored) && typeof sent.id === 'string' && sent.id === stored.id

async function isBesideOwn(config: RequestConfig, auth: Auth, authData: Fields): Promise<boolean> {
  const user = await rowOf(config, auth)
  if (!user || isAnonymous(user)) return false
  const links = isRecord(user.authData) ? user.authData : {}
  const own = Object.keys(authData).filter((name) => isOwnIdentity(authData[name], links[name]))
  return own.length > 0 && own.length < Object.keys(authData).length
}

export const signedInLogInHooks: Hooks = {
  'rest.create': async (next, config, auth, className, fields, ...rest) => {
    const { authData } = fields
    const isAsked = className === '_User' && !hasKey(auth) && auth.user !== undefined && isRecord(authData)
    if (isAsked && Object.keys(authData).length > 1 && (await isBesideOwn(config, auth, authData)))
      refuse(
        'OPERATION_FORBIDDEN',
        'You are signed in: link, unlink or add a second factor by an update of your account.',
      )
    return next(config, auth, className, fields, ...rest)
  },
}
