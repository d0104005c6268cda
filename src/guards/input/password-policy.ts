/**
 * Guard: with a `passwordPolicy`, parse-server throws `undefined` where there is no such user, which becomes HTTP 500,
 * looks for a new user who has no name yet, neither awaits nor catches what `maxPasswordAge` writes, and takes an error
 * of the host's `validatorCallback` for one of the server.
 */
import { reasonOf } from '../../errors'
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { internals, type ParseConfig, type RestWrite, type Row } from '../../parse/internals'
import type { ParseOptions } from '../../part/part'

type Callback = (password: unknown) => unknown

async function orNotFound(action: () => unknown): Promise<void> {
  try {
    await action()
  } catch (thrown) {
    if (thrown === undefined) refuse('OBJECT_NOT_FOUND', 'Object not found.')
    throw thrown
  }
}

/** A new user without a name gets one that nobody has chosen. */
function withoutName(write: RestWrite): RestWrite {
  const { config, query, data } = write
  if (query || data.username || !config.passwordPolicy?.doNotAllowUsername) return write
  const passwordPolicy = { ...config.passwordPolicy, doNotAllowUsername: false }
  const narrow = Object.create(config, { passwordPolicy: { value: passwordPolicy } }) as object
  return Object.create(write, { config: { value: narrow } }) as RestWrite
}

/** Only parse-server writes this by itself. */
const isAge = (className: string, fields: Row) =>
  className === '_User' && Object.keys(fields).join() === '_password_changed_at'

export const passwordPolicyGuard = ({ loggerController }: Pick<ParseConfig, 'loggerController'>): Hooks => ({
  'RestWrite._validatePasswordPolicy': function (next) {
    return orNotFound(() => next.call(withoutName(this)))
  },
  'RestWrite.runDatabaseOperation': (next) => orNotFound(next),
  'DatabaseController.update': async (next, className, where, fields, ...rest) => {
    try {
      return await next(className, where, fields, ...rest)
    } catch (thrown) {
      if (!isAge(className, fields)) throw thrown
      loggerController.warn(`The age of a password was not noted: ${reasonOf(thrown)}`)
      return undefined
    }
  },
})

/** What was thrown may quote the password. */
function failed(): false {
  internals.logger().error('passwordPolicy.validatorCallback has thrown, and its password is refused.')
  return false
}

const guarded =
  (callback: Callback): Callback =>
  (password) => {
    try {
      const answer = callback(password)
      // parse-server does not wait for a promise, and takes it for a yes.
      if (answer instanceof Promise) answer.catch(failed)
      return answer
    } catch {
      return failed()
    }
  }

/** What the callback can't judge is refused. */
export function guardValidatorCallback(options: ParseOptions): ParseOptions {
  const { validatorCallback, ...policy } = (options.passwordPolicy ?? {}) as { validatorCallback?: unknown }
  if (typeof validatorCallback !== 'function') return options
  return {
    ...options,
    passwordPolicy: { ...policy, validatorCallback: guarded(validatorCallback as Callback) },
  }
}
