/** Users in columns or keys that have Parse Server's own names: CSV, JSON, and what `users export` writes. */
import { z } from 'zod'
import { isRecord } from '../../../option-kinds/kinds'
import type { Row } from '../../../parse/internals'
import { type Draft, flag, given, text, timeFrom } from '../draft'
import { readAs, RowFault } from '../row-fault'

const user = z.looseObject({
  ...{ objectId: text, username: text, email: text, emailVerified: flag, passwordHash: text },
  ...{
    authData: z.unknown().optional(),
    ACL: z.unknown().optional(),
    createdAt: z.unknown().optional(),
    updatedAt: z.unknown().optional(),
  },
  ...{ blocked: flag, password: z.unknown().optional() },
})

/** Cells of CSV have JSON. */
export function objectFrom(value: unknown, field: string): Row | undefined {
  if (value === undefined || value === null || value === '') return undefined
  let object: unknown = value
  try {
    if (typeof value === 'string') object = JSON.parse(value) as unknown
  } catch {
    // Said below: the message of the error would repeat what the file has there.
  }
  if (!isRecord(object) || Array.isArray(object)) throw new RowFault(`${field} is no object of JSON`)
  return object
}

/** @throws {RowFault} */
export function draftFromPlain(record: unknown): Draft {
  const { password, authData, blocked, createdAt, updatedAt, emailVerified, ACL, ...found } = readAs(
    user,
    record,
  )
  if (password) throw new RowFault('has a password in clear: give its hash, as passwordHash')
  const { objectId, username, email, passwordHash, ...fields } = found
  return {
    ...{ objectId, username, email, passwordHash },
    isVerified: emailVerified,
    isBlocked: blocked,
    identities: (objectFrom(authData, 'authData') ?? {}) as Draft['identities'],
    acl: objectFrom(ACL, 'ACL'),
    createdAt: timeFrom(createdAt, 'createdAt'),
    updatedAt: timeFrom(updatedAt, 'updatedAt'),
    fields: given(fields),
  }
}
