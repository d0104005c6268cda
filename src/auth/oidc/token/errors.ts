/** What can be wrong with a log-in by Auth0, and what the client is told of it. */
import { errors } from 'jose'
import { reasonOf } from '../../../errors'
import { parseError } from '../../../parse/errors'
import { internals } from '../../../parse/internals'

/** A token that is not accepted. The reason is for the log; it never holds the token or parts of it. */
export class TokenFault extends Error {
  override readonly name = 'TokenFault'
}

/** A request without a usable credential. The message is for the client. */
export class CredentialFault extends Error {
  override readonly name = 'CredentialFault'
}

/** An access token that is good, and may not do this. The message is for the client. */
export class ScopeFault extends Error {
  override readonly name = 'ScopeFault'
}

/** Auth0 could not be asked. The reason is for the log. */
export class Auth0Unavailable extends Error {
  override readonly name = 'Auth0Unavailable'
}

/**
 * A token that jose does not accept, as a fault. Its messages about claims name a claim; others may quote the token, so
 * that their code has to do.
 * @returns what was thrown, where it is not jose's
 */
export function faultOf(thrown: unknown): unknown {
  if (!(thrown instanceof errors.JOSEError)) return thrown
  const isAboutClaim =
    thrown instanceof errors.JWTClaimValidationFailed || thrown instanceof errors.JWTExpired
  return new TokenFault(isAboutClaim ? thrown.message : thrown.code)
}

/** The same for every token: whoever tries tokens learns nothing from the answer. */
export const tokenRefusal = 'The Auth0 token is not valid. Sign in again.'

function refusalOf(thrown: unknown): unknown {
  if (thrown instanceof ScopeFault) return parseError('OPERATION_FORBIDDEN', thrown.message)
  if (thrown instanceof CredentialFault) return parseError('UNSUPPORTED_SERVICE', thrown.message)
  if (!(thrown instanceof TokenFault || thrown instanceof Auth0Unavailable)) return thrown
  internals.logger().warn(`A log-in with Auth0 was refused: ${reasonOf(thrown)}`)
  return thrown instanceof TokenFault
    ? parseError('OBJECT_NOT_FOUND', tokenRefusal)
    : parseError('CONNECTION_FAILED', 'Auth0 can’t be reached at the moment. Try again soon.')
}

/**
 * Verifies something, and words the refusal for the client; the log gets the precise reason.
 * @throws {Parse.Error} 101 for a token that is not accepted, 119 for one that lacks a scope, 252 without a usable credential, 100 when Auth0
 *   can't be asked.
 */
export async function orRefuse<Result>(verify: () => Promise<Result>): Promise<Result> {
  try {
    return await verify()
  } catch (thrown) {
    throw refusalOf(thrown)
  }
}
