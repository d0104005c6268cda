/** What a password has to be: NIST SP 800-63B-4, section 3.1.1.2. There are no rules on its composition. */
import { commonPasswords } from './common'
import { folded } from './normal-form'
import { mostBytes, type PasswordRules } from './options'

/** @returns what is wrong, and what to do */
export type Problem = string | undefined

/** bcrypt would cut it, and let in whoever knows the beginning. */
export const lengthProblem = (password: string): Problem =>
  Buffer.byteLength(password) > mostBytes
    ? `Password is too long: use at most ${mostBytes} bytes, which are ${mostBytes} plain letters or fewer of other characters.`
    : undefined

const shortProblem = (password: string, { minLength }: PasswordRules): Problem =>
  Array.from(password).length < minLength
    ? `Password is too short: use at least ${minLength} characters.`
    : undefined

const commonProblem = (password: string, { common }: PasswordRules): Problem =>
  common && commonPasswords().has(folded(password))
    ? 'Password is one of the most common: choose one that is harder to guess.'
    : undefined

/** What can be told of a password by itself. */
export function problemOf(password: string, rules: PasswordRules): Problem {
  return shortProblem(password, rules) ?? commonProblem(password, rules)
}

/** What everybody knows of a user. */
export interface Personal {
  names: unknown[]
  addresses: unknown[]
  appName: unknown
}

const localPartOf = (address: unknown) =>
  typeof address === 'string' ? address.slice(0, address.lastIndexOf('@')) : undefined

/** What can be told of a password by who sets it. */
export function personalProblem(password: string, { names, addresses, appName }: Personal): Problem {
  const own = folded(password)
  const isOne = (values: unknown[]) =>
    values.some((value) => typeof value === 'string' && folded(value) === own)
  if (isOne(names)) return 'Password is your user name: choose another password.'
  if (isOne([...addresses, ...addresses.map(localPartOf)]))
    return 'Password is your e-mail address, or the part before the @: choose another password.'
  return isOne([appName]) ? 'Password is the name of the app: choose another password.' : undefined
}

export const breachProblem = 'Password has been in a data breach: choose one that you have used nowhere else.'
