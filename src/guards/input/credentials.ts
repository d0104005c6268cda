/**
 * Guard: what needs a user's credentials, by REST or GraphQL, takes values of any size and `authData` of any type,
 * a megabyte of text for a million providers. `/loginAs` looks for whatever `userId` is: on MongoDB an object is a
 * query (`{"$ne": ""}` logs in as whoever comes first), on PostgreSQL a number is a 500.
 */
import type { Hooks } from '../../parse/hooks'
import { refuse } from '../../parse/errors'
import type { LoginAsRequest, RoutedRequest } from '../../parse/internals'
import { checkEmail, checkLogIn } from './fields'
import { checkValue } from './values'

const isGiven = (value: unknown) => value !== undefined && value !== null

/** A client without the master key learns nothing of this: parse-server refuses it first. */
function isMalformed({ auth, body, query }: LoginAsRequest): boolean {
  const given = [body?.userId, query?.userId].filter(isGiven)
  return auth.isMaster && given.some((userId) => typeof userId !== 'string')
}

const checked =
  (check: typeof checkLogIn) =>
  (next: (request: RoutedRequest) => Promise<unknown>, request: RoutedRequest): Promise<unknown> => {
    checkValue(request.body)
    for (const fields of [request.body, request.query]) check(fields ?? {})
    return next(request)
  }

/** Makes log-in, password check, challenge and the requests for e-mails look at what they are given. */
export const credentialGuard: Hooks = {
  'UsersRouter._authenticateUserFromRequest': async (next, request) => checked(checkLogIn)(next, request),
  'UsersRouter.handleResetRequest': async (next, request) => checked(checkEmail)(next, request),
  'UsersRouter.handleVerificationEmailRequest': async (next, request) => checked(checkEmail)(next, request),
  // parse-server's page takes what a parser of the host makes of a body, and asks with the master key for whatever it is.
  'UserController.resendVerificationEmail': async (next, username, ...rest) => {
    if (isGiven(username) && typeof username !== 'string') refuse('OBJECT_NOT_FOUND', 'Object not found.')
    return next(username, ...rest)
  },
  'UsersRouter.handleLogInAs': async (next, request) => {
    request.query ??= {} // there is none in a batch
    if (isMalformed(request)) refuse('INVALID_VALUE', 'userId must be a string')
    return next(request)
  },
}
