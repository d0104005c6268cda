/** Takes secrets out of what is about to be logged. Gives copies: what is logged is often in use. */
import { inspect } from 'node:util'
import { shortened } from './length'
import { stackToLog } from './refusals'
import { isSecretName } from './secret-names'

const mask = '********'

/** Session tokens, JSON Web Tokens, hashes of passwords and HTTP credentials, wherever they stand. */
const secretText =
  /(?<![a-z])r(?::|%3A)[\w-]{16,}|\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}|\$2[abxy]\$\d\d\$[./\w]+|\b(?:Bearer|Basic) [\w.~+/=-]+/gi

/** Of `authData` nothing is left in its line, as it may have been cut anywhere. */
const authData = /\bauthData(?:(?!\bauthData)[\w.])*(?=["'\\\s]*[:=]).*/gi
/** In parts of JSON and GraphQL. */
const namedText = /(?<![\w$-])([\w$-]+)(\\?["']?\s*:\s*\\?["'])(?:[^"'\\]|\\.)*/g
/** In the query of an address. */
const parameter = /([?&])([^=&?\s]*)=[^&\s"]*?(?=:?(?:[&\s"]|$))/g

function redactPart(text: string): string {
  return shortened(text)
    .replace(secretText, mask)
    .replace(parameter, (found, mark: string, name: string) =>
      isSecretName(name) ? `${mark}${name}=${mask}` : found,
    )
    .replace(authData, `authData ${mask}`)
    .replace(namedText, (found, name: string, between: string) =>
      isSecretName(name) ? name + between + mask : found,
    )
}

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** Nothing of a request is deeper; written in lines, deep JSON becomes a thousand times as long. */
const maxDepth = 110

function isShallow(json: string): boolean {
  let depth = 0
  for (const [bracket] of json.matchAll(/[[{\]}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1
    if (depth > maxDepth) return false
  }
  return true
}

/** A page has tokens in its form. That something stands in angle brackets makes no page. */
const isPage = (text: string) => /^\s*<(?:!doctype|[a-z][^>]*=|[^]*<\/)/i.test(text)

/** A text may end with the JSON of a request or an answer, whose fields are then known. */
function redactText(text: unknown): unknown {
  if (typeof text !== 'string') return redact(text)
  if (isPage(text)) return mask
  const [, head = '', json] = /^([^{]*?: )?([{[][^]*)$/.exec(text) ?? []
  const value = json === undefined || !isShallow(json) ? undefined : parse(json)
  return value === undefined
    ? redactPart(text)
    : redactPart(head) + JSON.stringify(redactObject(value), null, 2)
}

/** What descriptions of errors inherit from: their `code` is not that of OAuth. */
const description = {}

const isCodeOfError = (name: string, holder: unknown) =>
  name === 'code' && Object.getPrototypeOf(holder) === description

const isSecret = (name: string, value: unknown) =>
  isSecretName(name) && typeof value !== 'number' && typeof value !== 'boolean' && value !== null

const describe = (fields: object): object => Object.assign(Object.create(description) as object, fields)

function redactField(this: unknown, name: string, value: unknown): unknown {
  if (isSecret(name, value) && !isCodeOfError(name, this)) return mask
  if (value instanceof Error) {
    const { name, message, code } = value as NodeJS.ErrnoException
    return describe({ name, message, code, stack: stackToLog(value) })
  }
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

/**
 * Errors stay errors, with their names, codes, stacks and causes. Behind a text, their message can't be seen by whoever
 * copies fields, as Parse Server's logger does: it would take the place of the text.
 */
function redactError(error: Error, isBehindText: boolean): Error {
  const { message = '', code, cause } = error as Partial<NodeJS.ErrnoException>
  const stack = stackToLog(error)
  const fields = redactObject(describe({ ...(error as object), message, code, stack, cause }))
  // An error with a connection in it is more than can be written.
  const written = typeof fields === 'string' ? { stack: redactText(stack), cause: undefined } : fields
  const copy = Object.defineProperties(
    Object.create(error) as Error,
    Object.getOwnPropertyDescriptors({ message: redactText(message), ...(written as object) }),
  )
  return Object.defineProperty(copy, 'message', { enumerable: !isBehindText })
}

/**
 * @param value an argument of a log function
 * @param isBehindText whether another argument stands before it
 */
export function redact(value: unknown, isBehindText = false): unknown {
  if (typeof value === 'string') return redactText(value)
  if (value instanceof Error) return redactError(value, isBehindText)
  return typeof value === 'object' && value !== null ? redactObject(value) : value
}
