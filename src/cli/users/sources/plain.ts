/** Users in columns or keys that have Parse Server's own names: CSV, JSON, and what `users export` writes. */
import { z } from 'zod'
import { blockFrom, type Draft, flagFrom, given, objectFrom, text, timeFrom } from '../draft'
import { readAs, RowFault } from '../row-fault'

const user = z.looseObject({
  ...{ objectId: text, username: text, email: text, passwordHash: text },
  ...{
    authData: z.unknown().optional(),
    emailVerified: z.unknown().optional(),
    ACL: z.unknown().optional(),
    createdAt: z.unknown().optional(),
    updatedAt: z.unknown().optional(),
  },
  ...{ blocked: z.unknown().optional(), password: z.unknown().optional() },
})

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
    isVerified: flagFrom(emailVerified, 'emailVerified'),
    block: blockFrom(blocked),
    identities: (objectFrom(authData, 'authData') ?? {}) as Draft['identities'],
    acl: objectFrom(ACL, 'ACL'),
    createdAt: timeFrom(createdAt, 'createdAt'),
    updatedAt: timeFrom(updatedAt, 'updatedAt'),
    fields: given(fields),
  }
}
