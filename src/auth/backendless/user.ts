/** A Parse user in the form of Backendless' table `Users`, and back. */
import { isObject } from '../../option-kinds/kinds'
import type { Fields } from '../../parse/internals'
import { BackendlessError, refusals } from './errors'

/** Fields with a meaning of their own to Parse or to Backendless: nobody sets them by registering, nor reads them. */
const reserved = [
  ...['objectId', 'createdAt', 'updatedAt', 'ACL', 'username', 'emailVerified', 'authData', 'sessionToken'],
  ...['created', 'updated', 'ownerId', 'userStatus'],
]

/**
 * The object that a client has sent.
 * @throws {BackendlessError} 400 for what is not a JSON object
 */
export function fieldsIn(body: unknown): Fields {
  if (!isObject(body)) throw new BackendlessError(400, 'The body must be a JSON object.')
  return body
}

function verifyName(name: string): void {
  if (name === 'id') throw refusals.idGiven()
  if (reserved.includes(name) || !/^[A-Za-z]\w*$/.test(name))
    throw refusals.registrationRefused('A property cannot be used in the registration call.')
}

/**
 * The fields of a new Parse user.
 * @throws {BackendlessError} 3039 for `id`, 3021 for other fields that can't be set
 */
export function newUserOf(fields: Fields): Fields {
  Object.keys(fields).forEach(verifyName)
  return { ...fields, username: fields.email }
}

const epochMs = (iso: unknown) => Date.parse(String(iso))

/** What is told to whoever has the key: no more than that the user is there. */
export const summaryOf = ({ objectId, email, createdAt, updatedAt }: Fields): Fields => ({
  ___class: 'Users',
  objectId,
  email,
  created: epochMs(createdAt),
  // Backendless has no time of an update until there is one.
  updated: updatedAt === undefined || updatedAt === createdAt ? null : epochMs(updatedAt),
})

/** What users are told about themselves. */
export function userOf(user: Fields): Fields {
  const hidden = [...reserved, 'password']
  const own = Object.entries(user).filter(([name]) => !hidden.includes(name))
  return {
    name: null,
    ...Object.fromEntries(own),
    ...summaryOf(user),
    ownerId: user.objectId,
    userStatus: 'ENABLED',
  }
}
