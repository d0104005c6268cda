/** The words of GraphQL's errors, which may be as long as a request. What looks through them must not go back and forth. */

const invalid = ' got invalid value '

/** The last ` at "…"; ` behind a place. */
function lastPath(message: string, begin: number): number | undefined {
  for (let close = message.lastIndexOf('"; '); close > begin; close = message.lastIndexOf('"; ', close - 1)) {
    const from = message.lastIndexOf('"', close - 1) - ' at '.length
    if (from >= begin && message.startsWith(' at ', from)) return from
  }
  return undefined
}

function lastReason(message: string, begin: number): number | undefined {
  const from = message.lastIndexOf('; ')
  return from < begin ? undefined : from
}

/** Takes out the value; it ends where the words of graphql-js begin again, at the latest possible place. */
function withoutInvalid(message: string, findEnd: typeof lastPath): string {
  const begin = message.indexOf(invalid)
  const end = begin < 0 ? undefined : findEnd(message, begin + invalid.length)
  if (end === undefined) return message
  return `${message.slice(0, begin)} got an invalid value${message.slice(end)}`
}

/** An error of graphql-js without the values that it complains about. */
export const withoutValues = (message: string): string =>
  withoutInvalid(withoutInvalid(message, lastPath), lastReason).replace(
    /(cannot represent [^:]{0,60}?value): [^]*/,
    '$1.',
  )

/** parse-server looks through an error for names of the schema, and takes minutes for one of a megabyte. */
const longest = 10_000

export const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest)}… (cut)` : text
