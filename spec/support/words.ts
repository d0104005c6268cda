/** What specs look for in the words of a language. */

/** All texts of a language, by their paths. */
export const textsOf = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]: [string, string | object]) =>
    typeof value === 'string' ? [[`${path}.${key}`, value]] : textsOf(value, `${path}.${key}`),
  )

const familiar =
  /(?<!\p{L})(tus?|tú|te|ti|tuy[ao]s?|has|hayas|fuiste|pediste|tienes|recibes|conoces|puedes|abre|elige|pide|detén|ponte|avísanos|tenerte)(?!\p{L})/iu

/** The texts in Spanish that say “tú” in place of “usted”, with their paths. */
export const familiarSpanish = (words: object) => textsOf(words).filter(([, text]) => familiar.test(text))
