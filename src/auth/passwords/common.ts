/** The commonest passwords: some 49000, from the dictionary of zxcvbn-ts (MIT). */
import { dictionary } from '@zxcvbn-ts/language-common'
import { folded } from './normal-form'

let known: Set<string> | undefined

/** Reads the list where nobody has: it takes a tenth of a second, which is nothing for a log-in to wait for. */
export function commonPasswords(): Set<string> {
  known ??= new Set(dictionary['passwords-common'].map(String).map(folded))
  return known
}
