/** The fields of objects and users that parse-server relies on without looking at their type. */
import { z } from 'zod'
import { hasKey } from '../../parse/auth-of'
import { type ParseErrorName, refuse } from '../../parse/errors'
import type { Auth } from '../../parse/internals'

type Fields = Record<string, unknown>

/** Of which class an object is written, and by whom. */
interface Written {
  className: string
  auth: Auth
}

const remove = z.object({ __op: z.literal('Delete') })
/** Longer names, addresses and passwords nobody has; PostgreSQL could not index them. */
const text = z.string().max(1000)
/** An object that means itself, not an operation or a value of Parse's. */
const isPlain = (value: object) => !('__op' in value) && !('__type' in value)
const plain = z.record(z.string(), z.unknown()).refine(isPlain)

/** What is no text is refused by parse-server, with a code of its own. */
const isShort = (value: unknown) => typeof value !== 'string' || text.safeParse(value).success
const hasShortId = ({ id }: Fields) => isShort(id)

/** PostgreSQL cuts the names of columns. */
const longestName = 128
/** More than there are providers. */
const mostProviders = 50

const acl = z.record(z.string(), z.record(z.string(), z.boolean()))
const authData = z
  .record(z.string().max(longestName), plain.refine(hasShortId).nullable())
  .refine((value) => isPlain(value) && Object.keys(value).length <= mostProviders)

interface Rule {
  field: string
  schema: z.ZodType
  code: ParseErrorName
  message: string
}

const objectRules: Rule[] = [
  {
    field: 'ACL',
    schema: z.union([acl, remove]).nullable(),
    code: 'INVALID_ACL',
    message: 'ACL must map ids to permissions, as { "*": { "read": true } }.',
  },
]

const emailRule: Rule = {
  field: 'email',
  schema: z.union([text, remove]).nullable(),
  code: 'INVALID_EMAIL_ADDRESS',
  message: 'Email address format is invalid.',
}

const authDataRule: Rule = {
  field: 'authData',
  schema: authData.nullable(),
  code: 'UNSUPPORTED_SERVICE',
  message: 'authData must map providers to objects, or to null to unlink.',
}

const userRules: Rule[] = [
  ...objectRules,
  authDataRule,
  emailRule,
  {
    field: 'username',
    schema: text.nullable(),
    code: 'USERNAME_MISSING',
    message: 'The username must be a string of 256 characters at the most.',
  },
  {
    field: 'password',
    schema: text,
    code: 'PASSWORD_MISSING',
    message: 'The password must be a string of 1000 characters at the most.',
  },
]

/** Without a name or a password nobody could log in to the account again. */
const userUpdateRules: Rule[] = [
  ...userRules,
  {
    field: 'username',
    schema: z.string().min(1),
    code: 'USERNAME_MISSING',
    message: 'The username must be a non-empty string.',
  },
  {
    field: 'password',
    schema: z.string().min(1),
    code: 'PASSWORD_MISSING',
    message: 'The password must be a non-empty string.',
  },
]

const sessionRules: Rule[] = [
  ...objectRules,
  {
    field: 'installationId',
    schema: text,
    code: 'INCORRECT_TYPE',
    message: 'The installationId must be a string.',
  },
]

const newRules: Partial<Record<string, Rule[]>> = { _User: userRules, _Session: sessionRules }
const updateRules: Partial<Record<string, Rule[]>> = { _User: userUpdateRules, _Session: sessionRules }

function check(fields: Fields, rules: Rule[]): void {
  for (const { field, schema, code, message } of rules) {
    const value = fields[field]
    if (value !== undefined && !schema.safeParse(value).success) refuse(code, message)
  }
}

/** What parse-server keeps a client from setting in a session, but not a part of it, as `createdWith.sid`. */
const partOfProtected = /^(user|sessionToken|expiresAt|createdWith|installationId)\./

/**
 * Parse-server's own, as `_hashed_password` or `_failed_login_count`: it looks at their names only where there is a value of
 * some type, so that anybody could empty them by null or by an operation.
 */
const isInternal = (name: string, auth: Auth) => name.startsWith('_') && !hasKey(auth)

/**
 * A part of what has rules as a whole: parse-server makes `authData` of "authData.auth0" when it has checked all that is
 * in `authData`, and with it an identity that nobody has proven.
 */
const partOfRuled = /^(ACL|authData|username|password|email|emailVerified|sessionToken)\./

const isPart = ({ className, auth }: Written, name: string) =>
  (className === '_Session' && partOfProtected.test(name)) ||
  (className === '_User' && partOfRuled.test(name) && !hasKey(auth))

function checkNames(written: Written, fields: Fields): void {
  for (const name of Object.keys(fields)) {
    if (name.length > longestName) refuse('INVALID_KEY_NAME', 'A name of a field is too long.')
    if (isInternal(name, written.auth) || isPart(written, name))
      refuse('INVALID_KEY_NAME', `Invalid key name: ${name}`)
  }
}

/**
 * Whoever sends more has a wrong name or password, before it is compared and counted: in the usual form it is longer
 * still.
 */
const credentialRules = ['username', 'email', 'password'].map((field): Rule => ({
  field,
  schema: z.unknown().refine(isShort),
  code: 'OBJECT_NOT_FOUND',
  message: 'Invalid username/password.',
}))

/** The fields of a log-in. */
export const checkLogIn = (fields: Fields): void => check(fields, [authDataRule, ...credentialRules])

/** The fields of a request for an e-mail. */
export const checkEmail = (fields: Fields): void => check(fields, [emailRule])

/**
 * The token that clients get with a user, and send back with it. On MongoDB it would be stored as one that opens sessions
 * of the user, outlives them all, and is known to who has set it.
 */
function dropToken({ className, auth }: Written, fields: Fields): void {
  if (className === '_User' && !auth.isMaster) delete fields.sessionToken
}

/** "address.city" of a new object is nothing, if it is null; parse-server fails over it. */
function dropEmptyParts(fields: Fields): void {
  for (const [name, value] of Object.entries(fields))
    if (value === null && name.includes('.')) Reflect.deleteProperty(fields, name)
}

/** The fields of a new object. */
export function checkNew(written: Written, fields: Fields): void {
  dropToken(written, fields)
  checkNames(written, fields)
  check(fields, newRules[written.className] ?? objectRules)
  dropEmptyParts(fields)
}

/**
 * The fields with which an object is updated. Its own `objectId` is dropped; another one would give the object,
 * and a user all that belongs to somebody else, a new identity.
 */
export function checkUpdate(written: Written, objectId: unknown, fields: Fields): void {
  dropToken(written, fields)
  checkNames(written, fields)
  check(fields, updateRules[written.className] ?? objectRules)
  if (fields.objectId === objectId) delete fields.objectId
  if ('objectId' in fields) refuse('INVALID_KEY_NAME', "An object's objectId can't be changed.")
}
