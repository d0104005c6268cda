/**
 * Guard: to parse-server the read-only master key is a master key where it reads, and tokens of sessions are among what it
 * reads: whoever has one can write as that user. It sees no token, and of an identity the id, where that is no secret.
 * Nor may it look for them: a part of one would tell the rest, one letter after the other. That it writes nothing is
 * said too late.
 */
import { isRecord } from '../option-kinds/kinds'
import { refuse } from '../parse/errors'
import type { Hooks } from '../parse/hooks'
import {
  type Auth,
  type Fields,
  internals,
  type RequestConfig,
  type Row,
  type WriteMethod,
} from '../parse/internals'
import { shownId, withoutId } from './shown-identities'

function shownOf(authData: Fields): Fields {
  const shown = Object.entries(authData).map(([name, identity]) => {
    const id = shownId(name, identity)
    return [name, id === undefined ? {} : { id }] as const
  })
  return Object.fromEntries(shown)
}

/** Takes out what is secret, also in rows that are included in others. */
function hide(value: unknown, className?: string): void {
  if (typeof value !== 'object' || value === null) return
  const row = value as Row
  const isOf = (name: string) => className === name || row.className === name
  if (isOf('_Session')) delete row.sessionToken
  if (isOf('_User') && isRecord(row.authData)) row.authData = shownOf(row.authData)
  for (const each of Object.values(row)) hide(each)
}

const secret =
  /^(sessionToken|authData|_auth_data_\w+|_session_token|_perishable_token|_email_verify_token|_hashed_password)(\.|$)/
const idOfIdentity = new RegExp(`^authData\\.(?!(${withoutId.join('|')})\\.)\\w+\\.id$`)

/** In whatever class: a query may have others in it, and be redirected to another. */
function refuseName(name: string): void {
  if (secret.test(name) && !idOfIdentity.test(name))
    refuse('OPERATION_FORBIDDEN', `The read-only master key can’t look for ${name}.`)
}

function checkWhere(part: unknown): void {
  if (typeof part !== 'object' || part === null) return
  for (const [name, value] of Object.entries(part)) {
    refuseName(name)
    // Of `$select` and `$dontSelect`.
    if (name === 'key') refuseName(String(value))
    checkWhere(value)
  }
}

const namesIn = (list: unknown) => String(list).split(',')

function checkQuery({ isReadOnly }: Auth, where: unknown, { order }: Fields = {}): void {
  if (!isReadOnly) return
  checkWhere(where)
  for (const name of namesIn(order)) refuseName(name.trim().replace(/^[-+]/, ''))
}

function hidden<Answer>({ isReadOnly }: Auth, className: string, answer: Answer): Answer {
  const { results } = answer as { results?: unknown }
  // Of `explain`, MongoDB has one object.
  if (isReadOnly && Array.isArray(results)) for (const row of results) hide(row, className)
  return answer
}

/** parse-server's own refusal, before anybody has looked at what is written: a password in it could be tried. */
function checkWrite(method: WriteMethod, className: string, auth: Auth, config: RequestConfig): void {
  if (auth.isReadOnly) internals.SharedRest().enforceRoleSecurity(method, className, auth, config)
}

export const readOnlyKeyGuard: Hooks = {
  'rest.create': async (next, config, auth, className, ...others) => {
    checkWrite('create', className, auth, config)
    return next(config, auth, className, ...others)
  },
  'rest.update': async (next, config, auth, className, ...others) => {
    checkWrite('update', className, auth, config)
    return next(config, auth, className, ...others)
  },
  'rest.del': async (next, config, auth, className, ...others) => {
    checkWrite('delete', className, auth, config)
    return next(config, auth, className, ...others)
  },
  'rest.find': async (next, config, auth, className, where, options, ...others) => {
    checkQuery(auth, where, options)
    return hidden(auth, className, await next(config, auth, className, where, options, ...others))
  },
  'rest.get': async (next, config, auth, className, ...others) =>
    hidden(auth, className, await next(config, auth, className, ...others)),
}
