/** Users of another Parse Server: as Parse has exported them (`{ "results": […] }`), or `mongoexport` of its `_User`. */
import { isObject } from '../../../option-kinds/kinds'
import { internals, type Row } from '../../../parse/internals'
import { dateValue } from '../../../parse/values'
import type { Draft } from '../draft'
import { RowFault } from '../row-fault'
import { draftFromPlain } from './plain'

/** Dates and ids as MongoDB writes them into JSON, to plain values. */
function withoutExtendedJson(record: Row): Row {
  try {
    return internals.EJSON().deserialize(record, { relaxed: true })
  } catch {
    throw new RowFault('has a value of MongoDB that is none')
  }
}

/** What Parse Server keeps in MongoDB under other names. */
const stored: Record<string, string> = {
  _id: 'objectId',
  _hashed_password: 'passwordHash',
  bcryptPassword: 'passwordHash',
  _created_at: 'createdAt',
  _updated_at: 'updatedAt',
  accountsBlocked: 'blocked',
}

function valueOf(value: unknown): unknown {
  if (value instanceof Date) return dateValue(value.getTime())
  if (Array.isArray(value)) return (value as unknown[]).map(valueOf)
  return value
}

/** @returns the field, or none for what Parse Server keeps for itself: tokens, counts, caches */
function fieldFrom([name, value]: [string, unknown]): [string, unknown][] {
  const known = stored[name]
  if (known !== undefined) return [[known, value]]
  if (name.startsWith('_auth_data_')) return []
  if (name.startsWith('_p_') && typeof value === 'string') {
    const [className, objectId] = value.split('$')
    return [[name.slice(3), { __type: 'Pointer', className, objectId }]]
  }
  return name.startsWith('_') || name === 'sessionToken' ? [] : [[name, valueOf(value)]]
}

function authDataIn(record: Row): Row | undefined {
  const prefix = '_auth_data_'
  const own = Object.entries(record).filter(([name, value]) => name.startsWith(prefix) && value)
  const authData = own.map(([name, value]) => [name.slice(prefix.length), value] as const)
  return authData.length > 0 ? Object.fromEntries(authData) : undefined
}

/** Who may read and write, from the two lists. */
function aclIn({ _rperm: readers, _wperm: writers }: Row): Row | undefined {
  if (!Array.isArray(readers) && !Array.isArray(writers)) return undefined
  const acl: Record<string, { read?: true; write?: true }> = {}
  for (const who of (readers ?? []) as string[]) acl[who] = { ...acl[who], read: true }
  for (const who of (writers ?? []) as string[]) acl[who] = { ...acl[who], write: true }
  return acl
}

/** @throws {RowFault} */
export function draftFromParse(record: unknown): Draft {
  if (!isObject(record)) throw new RowFault('is no object')
  const user = withoutExtendedJson(record)
  const plain = Object.fromEntries(Object.entries(user).flatMap(fieldFrom))
  const authData = authDataIn(user)
  const acl = aclIn(user)
  return draftFromPlain({ ...plain, ...(authData && { authData }), ...(acl && { ACL: acl }) })
}
