/**
 * Whoever logs in, or asks for a mail, is found as sign-ups compare names and addresses, and an address means the user
 * whose e-mail address it is. parse-server looks for the exact text, in both fields, and takes what comes first.
 */
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Database, RequestConfig, RoutedRequest, Row, UserController } from '../../parse/internals'
import { isAddress } from './addresses'
import { findUsers, isQuestion } from './found-by'

const asFound = ({ objectId, username, email }: Row) =>
  typeof email === 'string' ? { objectId, email } : { objectId, username }

function emailFirst(config: RequestConfig): Database {
  const { database } = config
  const find: Database['find'] = (className, where, options, ...rest) =>
    isQuestion(className, where)
      ? findUsers(config, where as Row, options, ...rest)
      : database.find(className, where, options, ...rest)
  const update: Database['update'] = async (className, where, ...rest) => {
    const [user] = isQuestion(className, where) ? await findUsers(config, where as Row) : []
    return database.update(className, user ? asFound(user) : where, ...rest)
  }
  return Object.create(database, { find: { value: find }, update: { value: update } }) as Database
}

const withEmailFirst = <Config extends RequestConfig>(config: Config): Config =>
  Object.create(config, { database: { value: emailFirst(config) } }) as Config

const looking = (request: RoutedRequest): RoutedRequest =>
  Object.create(request, { config: { value: withEmailFirst(request.config) } }) as RoutedRequest

const lookingFirst = (controller: UserController) =>
  Object.create(controller, { config: { value: withEmailFirst(controller.config) } }) as UserController

export const emailFirstHooks: Hooks = {
  'UsersRouter._authenticateUserFromRequest': (next, request) => next(looking(request)),
  'UsersRouter.handleResetRequest': (next, request) => next(looking(request)),
  'UsersRouter.handleVerificationEmailRequest': (next, request) => next(looking(request)),
  'UserController.resendVerificationEmail': function (next, ...question) {
    return next.call(lookingFirst(this), ...question)
  },
  'UserController.sendVerificationEmail': function (next, ...mail) {
    return next.call(lookingFirst(this), ...mail)
  },
  'UserController.setPasswordResetToken': function (next, email) {
    return next.call(lookingFirst(this), email)
  },
  'UserController.sendPasswordResetEmail': async function (next, email) {
    // Of users without an address parse-server takes the name for one, and mail servers complete what has no domain.
    if (!isAddress(email)) refuse('OBJECT_NOT_FOUND', 'Object not found.')
    return next.call(lookingFirst(this), email)
  },
}
