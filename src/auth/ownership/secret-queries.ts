/**
 * Questions of clients about what users log in with. parse-server leaves it out of answers, but says which users fit: an id
 * that is enough to log in with, a code or a phone number could be guessed a character at a time. What a host's `beforeFind`
 * adds to a question is the host's.
 */
import { isRecord } from '../../option-kinds/kinds'
import { hasKey } from '../../parse/auth-of'
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Fields } from '../../parse/internals'

const isSecret = (name: string) => /^(authData|sessionToken)(\.|$)/.test(name)

function asks(where: unknown): boolean {
  if (Array.isArray(where)) return where.some(asks)
  if (!isRecord(where)) return false
  return Object.entries(where).some(
    ([name, value]) => isSecret(name) || (/^\$(or|and|nor)$/.test(name) && asks(value)),
  )
}

/** Who may be redirected from another class is asked about users, as far as can be told. */
const isOfUsers = (className: unknown, { redirectClassNameForKey }: Fields) =>
  className === '_User' || redirectClassNameForKey !== undefined

/** Of the queries within, as of `$inQuery`. */
function asksWithin(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(asksWithin)
  if (!isRecord(part)) return false
  return (isOfUsers(part.className, part) && asks(part.where)) || Object.values(part).some(asksWithin)
}

const sorts = (order: unknown) =>
  String(order)
    .split(',')
    .some((name) => isSecret(name.trim().replace(/^[-+]/, '')))

const refuseQuestion = () =>
  refuse('OPERATION_FORBIDDEN', 'Users are not found by authData or sessionToken without the master key.')

export const secretQueryHooks: Hooks = {
  'rest.find': async (next, config, auth, className, where, options = {}, ...rest) => {
    const isAsked = isOfUsers(className, options) && (asks(where) || sorts(options.order))
    if (!hasKey(auth) && (isAsked || asksWithin(where))) refuseQuestion()
    return next(config, auth, className, where, options, ...rest)
  },
  'DatabaseController.addProtectedFields': (next, schema, className, where, ...rest) => {
    // LiveQuery has no other place, and gives the permissions of the one class; none of a class that is not there.
    const isOfLiveQuery = className === '_User' && !('getClassLevelPermissions' in schema)
    if (isOfLiveQuery && asks(where)) refuseQuestion()
    return next(schema, className, where, ...rest)
  },
}
