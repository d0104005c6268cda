/** What e-mail addresses and user names look like, and the one form in which they are stored. */
import { normalized } from '../../parse/values'

/** Without blanks around it, and each letter as one character where there is one (NFC). */
export const usualForm = (text: string): string => normalized(text.trim())

/** Nobody sees these: with them, one name looks like another, or like none. The last one is a blank of Braille. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u

/**
 * The rule of HTML's e-mail fields, https://html.spec.whatwg.org/#valid-e-mail-address, with letters of all languages
 * (RFC 6531). It has no quoted names and no comments: one mailbox would have many addresses.
 */
const letter = String.raw`\p{L}\p{M}\p{N}`
const label = `[${letter}](?:[${letter}-]{0,61}[${letter}])?`
const address = new RegExp(`^[${letter}.!#$%&'*+/=?^_\`{|}~-]+@${label}(?:\\.${label})*$`, 'u')

/** @param text in the usual form */
export const isEmailAddress = (text: string): boolean => address.test(text) && !invisible.test(text)

/** Code units of UTF-16. */
const longestName = 256

/**
 * What is wrong with a user name.
 * @param text in the usual form
 * @returns nothing where it is fine
 */
export function faultOfName(text: string): string | undefined {
  if (text === '') return 'The username must not be blank.'
  if (invisible.test(text)) return 'The username must not have invisible characters.'
  return text.length > longestName
    ? `The username must have ${longestName} characters at the most.`
    : undefined
}
