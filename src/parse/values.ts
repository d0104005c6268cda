/** Values in the form in which Parse's database controller takes them, and what values of users are. */

/** A user, as sessions and roles point to one. */
export const userPointer = (objectId: unknown) => ({ __type: 'Pointer', className: '_User', objectId })

/** Takes a field away. */
export const deletion = { __op: 'Delete' }

/** A moment. @param epochMs milliseconds since the epoch */
export const dateValue = (epochMs: number) => ({ __type: 'Date', iso: new Date(epochMs).toISOString() })

/** Text without what a database can't hold: NUL characters, and halves of surrogate pairs. */
export const storableText = (text: string): string => text.replaceAll('\0', '').toWellFormed()

export const isFilledText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** A text in lower case, and all else as it is. */
export const lowerCase = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)

/** More than anything that names or opens an account has. */
const longest = 1000

/**
 * Each letter as one character where there is one (Unicode's normal forms). Longer texts stay as they are: to sort a million
 * combining marks takes minutes, and they name nothing.
 */
export const normalized = (text: string, form: 'NFC' | 'NFKC' = 'NFC'): string =>
  text.length > longest ? text : text.normalize(form)
