/** The commonest passwords: some 49000, from the dictionary of zxcvbn-ts (MIT). */
import { lazily } from '../../parse/lazily'
import { folded } from './normal-form'

const language = lazily(
  () => module.require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common'),
)

let known: Set<string> | undefined

/** Reads the list where nobody has: it takes a tenth of a second, which is nothing for a log-in to wait for. */
export function commonPasswords(): Set<string> {
  known ??= new Set(language().dictionary['passwords-common'].map(String).map(folded))
  return known
}
