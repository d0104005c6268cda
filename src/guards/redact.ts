/** Takes secrets out of what is about to be logged. Gives copies: what is logged is often in use. */
import { inspect } from 'node:util'

const mask = '********'

/** Headers, parameters and fields; `code` is that of OAuth, or the number of an error. */
const secretName = /password|token|secret|authdata|authorization|cookie|verifier|^code$|key$/i

/** Session tokens, JSON Web Tokens, hashes of passwords and HTTP credentials, wherever they stand. */
const secretText =
  /(?<![a-z])r(?::|%3A)[\w-]{16,}|\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}|\$2[abxy]\$\d\d\$[./\w]+|\b(?:Bearer|Basic) [\w.~+/=-]+/gi

/** In parts of JSON and GraphQL. Of `authData` nothing is left in its line, as it may have been cut anywhere. */
const authData = /\bauthData\b.*/gi
const namedText = /((?:password|token|secret|verifier|key|\bcode)\\?["']?\s*:\s*\\?["'])(?:[^"'\\]|\\.)*/gi
/** In the query of an address. */
const parameter =
  /([?&][^=&\s]*(?:password|token|secret|verifier|code|key|authData)[^=&\s]*=)[^&\s"]*?(?=:?(?:[&\s"]|$))/gi

function redactPart(text: string): string {
  return text
    .replace(secretText, mask)
    .replace(parameter, `$1${mask}`)
    .replace(authData, `authData ${mask}`)
    .replace(namedText, `$1${mask}`)
}

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** A page has tokens in its form. */
const isPage = (text: string) => text.trimStart().startsWith('<')

/** A text may end with the JSON of a request or an answer, whose fields are then known. */
function redactText(text: string): string {
  if (isPage(text)) return mask
  const [, head = '', json = ''] = /^([^{]*?: )?([{[][^]*)$/.exec(text) ?? []
  const value = parse(json)
  return value === undefined
    ? redactPart(text)
    : redactPart(head) + JSON.stringify(redactObject(value), null, 2)
}

const isSecret = (name: string, value: unknown) =>
  secretName.test(name) && typeof value !== 'number' && typeof value !== 'boolean' && value !== null

function redactField(this: unknown, name: string, value: unknown): unknown {
  if (isSecret(name, value)) return mask
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack }
  return typeof value === 'string' ? redactText(value) : value
}

/** What can't be written as JSON is described in brief. */
function redactObject(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value, redactField)) as unknown
  } catch {
    return redactPart(inspect(value, { depth: 0 }))
  }
}

/** Errors stay errors, with their names, codes and stacks. */
function redactError(error: Error): Error {
  const { message, stack = '' } = error
  const fields: { code?: unknown } = { ...(error as object) }
  delete fields.code
  const texts = { message: redactText(message), stack: redactText(stack) }
  return Object.assign(Object.create(error) as Error, redactObject(fields), texts)
}

/** @param value an argument of a log function */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value)
  if (value instanceof Error) return redactError(value)
  return typeof value === 'object' && value !== null ? redactObject(value) : value
}
