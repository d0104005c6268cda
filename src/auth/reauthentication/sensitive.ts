/** Which changes of an account are those of a way to log in. */
import { isRecord } from '../../option-kinds/kinds'
import { isDeepStrictEqual } from 'node:util'
import type { Fields, Row } from '../../parse/internals'

/** A client that has read its user sends back what it has read. */
function isEcho(sent: unknown, stored: unknown): boolean {
  if (!isRecord(sent) || !isRecord(stored)) return isDeepStrictEqual(sent, stored)
  return Object.keys(sent).every((key) => isDeepStrictEqual(sent[key], stored[key]))
}

function changesLinks(sent: unknown, stored: unknown): boolean {
  if (!isRecord(sent)) return true
  const links = isRecord(stored) ? stored : {}
  return Object.keys(sent).some((provider) => !isEcho(sent[provider], links[provider]))
}

function changes(name: string, value: unknown, user: Row): boolean {
  if (name === 'password' || /^(password|authData|email|username)\./.test(name)) return true
  if (name === 'authData') return changesLinks(value, user.authData)
  return (name === 'email' || name === 'username') && value !== user[name]
}

/** Whether an update changes password, address, name or links, MFA included. */
export const isSensitive = (fields: Fields, user: Row): boolean =>
  Object.entries(fields).some(([name, value]) => changes(name, value, user))

/** An anonymous user has no way in yet, and with the first one becomes somebody. */
export const isAnonymous = ({ password, authData }: Row): boolean =>
  !password && isRecord(authData) && Object.keys(authData).join() === 'anonymous'
