/** `currentPassword` in an update of a user: it is checked as that of a log-in, and goes no further. */
import { hasKey } from '../../parse/auth-of'
import { parseError, refuse } from '../../parse/errors'
import { currentPassword as field } from '../../parse/request/log-in-request'
import { accountOf } from '../lockout/account'
import { inTurn } from '../lockout/attempts'
import { type Auth, type Fields, internals, type RequestConfig, type Row } from '../../parse/internals'
import { userById } from '../../parse/user-rows'
import { deletion } from '../../parse/values'

const wrong = () => parseError('OBJECT_NOT_FOUND', 'The current password is wrong.')

/** The fields that are written, and the password beside them. GraphQL has `null` for what a client leaves out. */
export function withoutPassword(fields: Fields): { written: Fields; given: unknown } {
  const { [field]: given, ...written } = fields
  return { written, given: given ?? undefined }
}

/** SDKs would keep it in the user, and browsers with the user. */
export const withoutAnswer = (answer: unknown): unknown => {
  const { response, ...rest } = answer as { response?: Fields }
  return { ...rest, response: { ...response, [field]: deletion } }
}

const isRight = async ({ password }: Row, given: unknown): Promise<boolean> =>
  typeof password === 'string' &&
  password !== '' &&
  typeof given === 'string' &&
  internals.password().compare(given, password)

/** Whoever may try the passwords of others would learn them. */
const isOfAnother = (auth: Auth, objectId: unknown) => !hasKey(auth) && auth.user?.id !== objectId

/**
 * Counts as a log-in where `accountLockout` is on.
 * @throws {Parse.Error} 101 when it is wrong, or the account is locked; 119 when it is another user's.
 */
export async function verifyCurrentPassword(
  config: RequestConfig,
  auth: Auth,
  objectId: unknown,
  given: unknown,
): Promise<void> {
  if (isOfAnother(auth, objectId))
    refuse('OPERATION_FORBIDDEN', 'Send currentPassword with updates of your own account only.')
  const user = await userById(config.database, objectId)
  if (!user) throw wrong()
  const check = async () => {
    const succeeds = await isRight(user, given)
    const AccountLockout = internals.AccountLockout()
    await new AccountLockout(user, config).handleLoginAttempt(succeeds)
    if (!succeeds) throw wrong()
  }
  const { accountLockout: rule } = config
  await (rule ? inTurn(accountOf(config, rule, String(objectId)), check) : check())
}
