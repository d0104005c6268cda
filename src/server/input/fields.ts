/** The fields of objects and users that parse-server relies on without looking at their type. */
import { z } from 'zod'
import { type ParseErrorName, refuse } from './refuse'

/** A column is added for each new field: thousands of them would hold the database for seconds. */
const maxFields = 200

const remove = z.object({ __op: z.literal('Delete') })
/** An object that means itself, not an operation or a value of Parse's. */
const isPlain = (value: object) => !('__op' in value) && !('__type' in value)
const plain = z.record(z.string(), z.unknown()).refine(isPlain)

const acl = z.record(z.string(), z.record(z.string(), z.boolean()))
const authData = z.record(z.string(), plain.nullable()).refine(isPlain)

interface Rule {
  field: string
  schema: z.ZodType
  code: ParseErrorName
  message: string
}

const rules = (...list: [string, z.ZodType, ParseErrorName, string][]): Rule[] =>
  list.map(([field, schema, code, message]) => ({ field, schema: schema.optional(), code, message }))

const objectRules = rules([
  'ACL',
  z.union([acl, remove]).nullable(),
  'INVALID_ACL',
  'ACL must map ids to permissions, as { "*": { "read": true } }.',
])

const userRules = rules(
  [
    'authData',
    authData.nullable(),
    'UNSUPPORTED_SERVICE',
    'authData must map providers to objects, or to null to unlink.',
  ],
  [
    'email',
    z.union([z.string(), remove]).nullable(),
    'INVALID_EMAIL_ADDRESS',
    'Email address format is invalid.',
  ],
  ['password', z.string(), 'PASSWORD_MISSING', 'The password must be a string.'],
)

/** Without a name or a password nobody could log in to the account again. */
const userUpdateRules = rules(
  ['username', z.string().min(1), 'USERNAME_MISSING', 'The username must be a non-empty string.'],
  ['password', z.string().min(1), 'PASSWORD_MISSING', 'The password must be a non-empty string.'],
)

function check(fields: Record<string, unknown>, list: Rule[]): void {
  for (const { field, schema, code, message } of list)
    if (!schema.safeParse(fields[field]).success) refuse(code, message)
}

/** The fields of a log-in or a challenge. */
export const checkCredentials = (fields: Record<string, unknown>): void => check(fields, userRules)

/** Where an object is written. */
export interface Target {
  isUser: boolean
  /** Id in the path, for an update. */
  objectId: string | undefined
}

/**
 * The fields with which an object is created or updated. An `objectId` that repeats the path is dropped;
 * another one would give the object, and a user all that belongs to somebody else, a new identity.
 */
export function checkFields(fields: Record<string, unknown>, { isUser, objectId }: Target): void {
  if (Object.keys(fields).length > maxFields)
    refuse('OBJECT_TOO_LARGE', `An object takes ${maxFields} fields in a request at the most.`)
  check(fields, objectRules)
  if (isUser) check(fields, userRules)
  if (objectId === undefined) return
  if (isUser) check(fields, userUpdateRules)
  if (fields.objectId === objectId) delete fields.objectId
  if ('objectId' in fields) refuse('INVALID_KEY_NAME', "An object's objectId can't be changed.")
}
