/** Makes values fit for a mail: no character that hides, turns around or ends what stands beside it. */

/** Control characters, and those that change the direction of the text that follows. */
const hidden = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu

/** The value without control characters and direction overrides; lines end in `\n`. */
export const cleaned = (value: string): string =>
  value.toWellFormed().replace(/\r\n?/g, '\n').replace(hidden, '')

/** The value on one line, as a header takes it (RFC 5322, section 2.2), and not longer than `maxLength`. */
export function singleLine(value: string, maxLength: number): string {
  const characters = Array.from(cleaned(value).replace(/\s+/g, ' ').trim())
  if (characters.length <= maxLength) return characters.join('')
  return `${characters.slice(0, maxLength - 1).join('')}…`
}

/** A link that a mail may hold. `URL` alone would overlook line breaks in its middle. */
export const isWebUrl = (value: string): boolean =>
  /^https?:\/\/[^\s\p{Cc}\p{Cf}\p{Cs}]+$/iu.test(value) && URL.canParse(value)
