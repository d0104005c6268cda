/** What operators may do to users, as everything that offers it reads it. */
import type { Accounts } from '../api/accounts'
import type { Fields } from '../parse/internals'

/** A field of the form that the Dashboard shows, as its scripts have them. */
export type FormElement = { name: string; label: string; description?: string } & (
  | { element: 'textInput'; placeholder?: string; default?: string }
  | { element: 'dropDown'; items: { title: string; value: string }[] }
)

/** On what they are done. */
export type Operated = Pick<Accounts, 'users' | 'invite'>

/**
 * What operators may do. One list makes the Cloud functions, the scripts of the Dashboard and the verbs of the command line;
 * `accounts.users` has the same under the same names.
 */
export interface Operation {
  /** As `sendReset`. */
  name: string
  /** Of the Cloud function. */
  functionName: string
  /** In menus, for people. */
  title: string
  /** The parameter that says what it is about. */
  about: 'userId' | 'email'
  /** How the Dashboard asks whether it is meant. */
  confirmation?: 'info' | 'critical'
  /** What the Dashboard asks for before. */
  form?: FormElement[]
  /** Whether the operator has then what the user has. */
  actsAsUser?: boolean
  /** What it takes beside that, in words. */
  parameters?: Record<string, string>
  /** @throws {TypeError} for parameters that make no sense. */
  run: (on: Operated, about: string, parameters: Fields) => Promise<unknown>
  /** What it came to, in a sentence. */
  tell: (result: unknown) => string
  /** What of its result is to be read or copied, in the Dashboard. */
  show?: (result: unknown) => { label: string; text: string }[]
}
