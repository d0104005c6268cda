/**
 * Questions of clients about what users log in with. parse-server leaves it out of answers, but says which users fit: an id
 * that is enough to log in with, a code or a phone number could be guessed a character at a time.
 */
import { isRecord } from '../../option-kinds/kinds'
import { refuse } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'

const isSecret = (name: string) => /^(authData|sessionToken)(\.|$)/.test(name)

function asks(where: unknown): boolean {
  if (Array.isArray(where)) return where.some(asks)
  if (!isRecord(where)) return false
  return Object.entries(where).some(
    ([name, value]) => isSecret(name) || (/^\$(or|and|nor)$/.test(name) && asks(value)),
  )
}

const sortOf = (options: unknown): object => (isRecord(options) && isRecord(options.sort) ? options.sort : {})

export const secretQueryHooks: Hooks = {
  // Asked for each query that is not the master key's, those within others and those of LiveQuery too.
  'DatabaseController.addProtectedFields': (next, schema, className, where, acl, auth, options) => {
    if (className === '_User' && (asks(where) || Object.keys(sortOf(options)).some(isSecret)))
      refuse('OPERATION_FORBIDDEN', 'Users are not found by authData or sessionToken without the master key.')
    return next(schema, className, where, acl, auth, options)
  },
}
