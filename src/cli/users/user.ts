/** From what a file has of a user to what is stored: by the rules that hold for every user here. */
import { randomBytes } from 'node:crypto'
import { faultOfName, isEmailAddress, usualForm } from '../../auth/identifiers/form'
import { field as blockedField } from '../../auth/blocked/state'
import { faultOfHash } from '../../auth/passwords/imported/formats'
import { isRecord } from '../../option-kinds/kinds'
import type { RequestConfig, Row } from '../../parse/internals'
import { checkLetters, type Draft, timeFrom } from './draft'
import { RowFault } from './row-fault'

/** What a user is stored as, and whether the file has said who it is. */
export interface NewUser {
  row: Row & { objectId: string; username: string }
  /** Made here: another run would make others. */
  isNamedHere: boolean
  hasNewId: boolean
}

/** What the options of the host say of users. */
export type Forms = Pick<RequestConfig, 'convertEmailToLowercase' | 'convertUsernameToLowercase'> & {
  /** Whether everybody may read users. */
  isPublic?: boolean
}

/** Parse Server has them, or this package. */
const reserved = ['className', 'sessionToken', 'password', 'id', blockedField]

function settled(value: string, isLowerCase: boolean | undefined): string {
  const form = usualForm(value)
  return isLowerCase ? form.toLowerCase() : form
}

function emailOf({ email }: Draft, { convertEmailToLowercase }: Forms): string | undefined {
  if (email === undefined) return undefined
  const form = settled(email, convertEmailToLowercase)
  if (!isEmailAddress(form)) throw new RowFault('email is no e-mail address')
  return form
}

function usernameOf(given: string, { convertUsernameToLowercase }: Forms): string {
  const form = settled(given, convertUsernameToLowercase)
  const fault = faultOfName(form)
  if (fault !== undefined) throw new RowFault(fault)
  return form
}

function checkIdentities(identities: Draft['identities']): void {
  for (const [provider, identity] of Object.entries(identities)) {
    if (!/^[a-zA-Z]\w*$/.test(provider)) throw new RowFault('authData has a provider whose name is none')
    const isIdentity = isRecord(identity) && (identity.id === undefined || typeof identity.id === 'string')
    if (!isIdentity || identity.id === '') throw new RowFault(`authData.${provider} has no id that is a text`)
  }
}

function checkFields(fields: Row): void {
  for (const [name, value] of Object.entries(fields)) {
    if (!/^[a-zA-Z]\w*$/.test(name) || reserved.includes(name))
      throw new RowFault('has a field whose name no field of users can have')
    // MongoDB would keep what no client can read.
    if (isRecord(value) && value.__type === 'Date') timeFrom(value.iso, name)
  }
}

function checkHash({ passwordHash }: Draft): void {
  const fault = passwordHash === undefined ? undefined : faultOfHash(passwordHash)
  if (fault !== undefined) throw new RowFault(`has a password hash that ${fault}`)
}

/** As Parse Server makes them. */
function newId(): string {
  const letters = randomBytes(24).toString('base64').replaceAll(/[+/]/g, '')
  return letters.length < 10 ? newId() : letters.slice(0, 10)
}

function idOf({ objectId }: Draft): string {
  if (objectId === undefined) return newId()
  if (!/^[\w-]{1,64}$/.test(objectId)) throw new RowFault('objectId is none')
  return objectId
}

const nothing = (value: object) => Object.keys(value).length === 0

/** A second factor has no id, and is no way in by itself. */
const hasWayIn = (identities: Draft['identities']) =>
  Object.values(identities).some(({ id }) => id !== undefined)

function checkWayIn({ username, email, passwordHash, identities }: Draft): void {
  if (email !== undefined || hasWayIn(identities)) return
  if (passwordHash === undefined)
    throw new RowFault('has no password, no e-mail address and no identity: nobody could log in')
  // Under a name that is made up here, nobody would.
  if (username === undefined)
    throw new RowFault('has a password hash, but neither username nor email: nobody could log in')
}

/** As Parse Server gives it to whoever signs up. */
const aclOf = (objectId: string, { isPublic }: Forms): Row => ({
  [objectId]: { read: true, write: true },
  ...(isPublic && { '*': { read: true } }),
})

function rowOf(draft: Draft, forms: Forms): NewUser['row'] {
  const { passwordHash, identities, isVerified, block, fields, acl } = draft
  const objectId = idOf(draft)
  const email = emailOf(draft, forms)
  const username = usernameOf(draft.username ?? email ?? randomBytes(18).toString('base64url'), forms)
  const createdAt = draft.createdAt ?? new Date().toISOString()
  return {
    ...fields,
    ...{ objectId, username, createdAt, updatedAt: draft.updatedAt ?? createdAt },
    ...(email !== undefined && { email, emailVerified: isVerified }),
    ...(passwordHash !== undefined && { _hashed_password: passwordHash }),
    ...(!nothing(identities) && { authData: identities }),
    ...(block && { [blockedField]: block }),
    ACL: acl ?? aclOf(objectId, forms),
  }
}

/** @throws {RowFault} why nobody could be that user here */
export function userFrom(draft: Draft, forms: Forms): NewUser {
  const { objectId, username, email, identities, fields } = draft
  checkLetters(draft)
  checkHash(draft)
  checkIdentities(identities)
  checkWayIn(draft)
  checkFields(fields)
  const row = rowOf(draft, forms)
  const isNamedHere = username === undefined && email === undefined
  return { row, isNamedHere, hasNewId: objectId === undefined }
}
