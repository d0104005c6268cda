/** Puts what parse-server throws into Backendless' words. Faults stay as they are. */
import { internals, type ParseError } from '../../parse/internals'
import { BackendlessError, isKnownStatus, refusalForStatus, refusals } from './errors'

type Refuse = (error: ParseError) => BackendlessError

/**
 * Does something, and words its refusal for the client.
 * @param refuse finds the words for a Parse error that is no fault of the server
 */
export async function orRefuse<Result>(action: () => Promise<Result>, refuse: Refuse): Promise<Result> {
  try {
    return await action()
  } catch (thrown) {
    const { Error: ParseErrorClass } = internals.Parse()
    const isRefusal =
      thrown instanceof ParseErrorClass && thrown.code !== ParseErrorClass.INTERNAL_SERVER_ERROR
    if (!isRefusal) throw thrown
    throw thrown.code === ParseErrorClass.REQUEST_LIMIT_EXCEEDED
      ? refusals.tooMany(thrown.message)
      : refuse(thrown)
  }
}

/** Why a registration was refused. */
export function registrationRefusal({ code, message }: ParseError): BackendlessError {
  const { Error: codes } = internals.Parse()
  switch (code) {
    case codes.USERNAME_TAKEN:
    case codes.EMAIL_TAKEN:
      return refusals.userExists()
    case codes.USERNAME_MISSING:
      return refusals.noEmail()
    case codes.PASSWORD_MISSING:
      return refusals.noPassword()
    case codes.INVALID_EMAIL_ADDRESS:
      return refusals.wrongEmail()
    default:
      return refusals.registrationRefused(message)
  }
}

/** Why a log-in was refused. parse-server has one code for several reasons, and tells them apart in words. */
export function logInRefusal({ message }: ParseError): BackendlessError {
  if (message === 'Invalid username/password.') return refusals.wrongPassword()
  if (message.startsWith('Your account is locked')) return refusals.locked(message)
  return refusals.logInRefused(message)
}

/** Why a log-out was refused, by a trigger of the host. */
export const logOutRefusal = ({ message }: ParseError): BackendlessError => refusals.logOutFailed(message)

/** The refusal for whatever was thrown. Logs faults; body parser and router throw errors with a status. */
export function refusalFor(thrown: unknown): BackendlessError {
  if (thrown instanceof BackendlessError) return thrown
  const status = (thrown as { status?: unknown } | undefined)?.status
  if (isKnownStatus(status)) return refusalForStatus(status)
  internals.logger().error('A request of a Backendless client failed.', thrown)
  return refusalForStatus(500)
}
