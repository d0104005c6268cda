/**
 * Guard: what needs a user's credentials, by REST or GraphQL, takes values of any size and `authData` of any type,
 * a megabyte of text for a million providers.
 */
import { internals, type RoutedRequest } from '../../parse/internals'
import { checkEmail, checkLogIn } from './fields'
import { checkValue } from './values'

const guarded = Symbol.for('parse-server-accounts.users')

/** Methods of the router that the others go through. */
const checks = {
  _authenticateUserFromRequest: checkLogIn,
  handleResetRequest: checkEmail,
  handleVerificationEmailRequest: checkEmail,
} as const

type Method = keyof typeof checks

/** Makes log-in, password check, challenge and the requests for e-mails look at what they are given, once. */
export function guardUsers(): void {
  const { prototype } = internals.UsersRouter()
  if (guarded in prototype) return
  for (const name of Object.keys(checks) as Method[]) {
    const { [name]: handle } = prototype
    prototype[name] = async function (this: unknown, request: RoutedRequest) {
      checkValue(request.body)
      checks[name](request.body ?? {})
      return handle.call(this, request)
    }
  }
  Object.assign(prototype, { [guarded]: true })
}
