/** Which language a mail is written in, of those that there are. */

/** Longer ones are nobody's language. @see RFC 5646, section 4.4.1 */
const maxLength = 35

/** The language tag in its usual spelling (`de-AT`); nothing when it is none. */
export function canonicalLocale(locale: unknown): string | undefined {
  if (typeof locale !== 'string' || locale.length > maxLength) return undefined
  try {
    return Intl.getCanonicalLocales(locale)[0]
  } catch {
    return undefined
  }
}

/** `zh-Hant-TW`, `zh-Hant`, `zh`. @see RFC 4647, section 3.4 */
export function localeAndParents(locale: string): string[] {
  const subtags = locale.split('-')
  return subtags.map((_, index) => subtags.slice(0, subtags.length - index).join('-'))
}

/** @param wanted may be anything: of what is no language, or none of ours, the next one counts. */
export function chooseLocale(
  wanted: readonly unknown[],
  available: ReadonlySet<string>,
  fallback: string,
): string {
  const locales = wanted.map(canonicalLocale).filter((locale) => locale !== undefined)
  return locales.flatMap(localeAndParents).find((candidate) => available.has(candidate)) ?? fallback
}
