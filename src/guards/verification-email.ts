/**
 * Guard: parse-server neither awaits nor catches `sendVerificationEmail`, which throws when it can't find the
 * user again; the process would end. Two clients' requests lead there: a sign-up with an upper-case e-mail
 * under `convertEmailToLowercase`, and an `authData` log-in whose body has an `email` that is not saved. Within a
 * transaction, the user is found when it has been committed.
 */
import { reasonOf } from '../errors'
import { afterCommit } from '../parse/after-commit'
import type { Hooks } from '../parse/hooks'
import type { ParseConfig } from '../parse/internals'
import { beforeAnswer, readyToAnswer } from '../parse/request/request'
import { lowerCase } from '../parse/values'

/** The user as it was stored, which is how it can be found. */
function asStored(user: Record<string, unknown>, config: ParseConfig): Record<string, unknown> {
  const stored = { ...user }
  if (config.convertEmailToLowercase) stored.email = lowerCase(user.email)
  if (config.convertUsernameToLowercase) stored.username = lowerCase(user.username)
  return stored
}

/** Makes `sendVerificationEmail` look for the user as stored, and never reject; the answer waits for it. */
export function verificationEmailGuard(config: ParseConfig): Hooks {
  async function withoutFault(send: () => Promise<unknown>): Promise<void> {
    try {
      await send()
    } catch (thrown) {
      const reason = thrown === undefined ? 'the user has no such e-mail address' : reasonOf(thrown)
      config.loggerController.error(`No verification e-mail was sent: ${reason}.`)
    }
  }
  return {
    'UserController.sendVerificationEmail': (next, user, req) => {
      const send = () => withoutFault(() => next(asStored(user, config), req))
      const database = req?.auth?.config?.database
      if (!database?._transactionalSession) return beforeAnswer(send)
      return afterCommit(database, () => send().then(readyToAnswer))
    },
  }
}
