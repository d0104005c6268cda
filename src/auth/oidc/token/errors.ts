/** What can be wrong with a log-in by a provider, and what the client is told of it. */
import { reasonOf } from '../../../errors'
import { parseError } from '../../../parse/errors'
import { internals } from '../../../parse/internals'
import { jose } from '../../../parse/libraries'

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

  /** @param scope what a token needs, all of it */
  constructor(
    message: string,
    readonly scope: string[],
  ) {
    super(message)
  }
}

/** The provider could not be asked. The reason is for the log. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable'
}

/**
 * A token that jose does not accept, as a fault. Its messages about claims name a claim; others may quote the token, so
 * that their code has to do.
 * @returns what was thrown, where it is not jose's
 */
export function faultOf(thrown: unknown): unknown {
  const { errors } = jose()
  if (!(thrown instanceof errors.JOSEError)) return thrown
  const isAboutClaim =
    thrown instanceof errors.JWTClaimValidationFailed || thrown instanceof errors.JWTExpired
  return new TokenFault(isAboutClaim ? thrown.message : thrown.code)
}

/** What was refused, by the error that tells of it. */
const faults = new WeakMap<object, Error>()

/** Whether it refuses a token. */
export const isTokenRefusal = (error: object): boolean => faults.get(error) instanceof TokenFault

/** The scope that a refused token lacks. */
export function missingScopeOf(error: object): string[] | undefined {
  const fault = faults.get(error)
  return fault instanceof ScopeFault ? fault.scope : undefined
}

/** The same for every token: whoever tries tokens learns nothing from the answer. */
const tokenRefusal = (title: string) => `The ${title} token is not valid. Sign in again.`

function wordsFor(title: string, fault: Error): Error {
  if (fault instanceof ScopeFault) return parseError('OPERATION_FORBIDDEN', fault.message)
  if (fault instanceof CredentialFault) return parseError('UNSUPPORTED_SERVICE', fault.message)
  internals.logger().warn(`A log-in with ${title} was refused: ${reasonOf(fault)}`)
  return fault instanceof TokenFault
    ? parseError('OBJECT_NOT_FOUND', tokenRefusal(title))
    : parseError('CONNECTION_FAILED', `${title} can’t be reached at the moment. Try again soon.`)
}

const kinds = [ScopeFault, CredentialFault, TokenFault, ProviderUnavailable]

function refusalOf(title: string, thrown: unknown): unknown {
  if (!kinds.some((kind) => thrown instanceof kind)) return thrown
  const refusal = wordsFor(title, thrown as Error)
  faults.set(refusal, thrown as Error)
  return refusal
}

/**
 * Verifies something, and words the refusal for the client; the log gets the precise reason.
 * @param title of the provider
 * @throws {Parse.Error} 101 for a token that is not accepted, 119 for one that lacks a scope, 252 without a usable
 *   credential, 100 when the provider can't be asked.
 */
export async function orRefuse<Result>(title: string, verify: () => Promise<Result>): Promise<Result> {
  try {
    return await verify()
  } catch (thrown) {
    throw refusalOf(title, thrown)
  }
}
