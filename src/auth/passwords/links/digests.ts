/**
 * The tokens in the links of mails are stored as digests: who reads the database, or a copy of it, can use none. All that
 * writes or looks for them is parse-server's, and meets in its database controller.
 */
import { hash } from 'node:crypto'
import type { Hooks } from '../../../parse/hooks'
import type { Row } from '../../../parse/internals'

export type TokenField = '_perishable_token' | '_email_verify_token'

const fields: TokenField[] = ['_perishable_token', '_email_verify_token']
/** No token of parse-server's begins so: they are letters and digits. */
const mark = 'sha256:'

const digestOf = (token: string) => mark + hash('sha256', token, 'base64url')

const isDigest = (value: unknown) => typeof value === 'string' && value.startsWith(mark)

const textsIn = (row: Row, among: TokenField[] = fields): [TokenField, string][] =>
  among.flatMap((field) => {
    const value = row[field]
    return typeof value === 'string' ? [[field, value]] : []
  })

/** Tokens from before are stored as they are. What looks like a digest is none: it would be as good as its token. */
const stored = (token: string) => (isDigest(token) ? digestOf(token) : { $in: [digestOf(token), token] })

const sought = (where: Row): Row => ({
  ...where,
  ...Object.fromEntries(textsIn(where).map(([field, token]) => [field, stored(token)])),
})

/** A row has the tokens by which it was looked for or written. Of others there is nothing to send, and nothing to see. */
function shown(row: Row, tokens: Row): Row {
  for (const [field, value] of textsIn(row)) {
    if (tokens[field] !== undefined) row[field] = tokens[field]
    else if (isDigest(value)) Reflect.deleteProperty(row, field)
  }
  return row
}

/** @param sentAgain the tokens that the host has sent again: parse-server has to find them as they are */
export function digestHooks(sentAgain: TokenField[]): Hooks {
  const digested = fields.filter((field) => !sentAgain.includes(field))
  const withDigests = (row: Row): Row => ({
    ...row,
    ...Object.fromEntries(textsIn(row, digested).map(([field, token]) => [field, digestOf(token)])),
  })
  return {
    'DatabaseController.find': async (next, className, where, ...rest) => {
      if (className !== '_User') return next(className, where, ...rest)
      const tokens = Object.fromEntries(textsIn(where as Row))
      const rows = await next(className, sought(where as Row), ...rest)
      return Array.isArray(rows) ? rows.map((row) => shown(row, tokens)) : rows
    },
    'DatabaseController.create': (next, className, row, ...rest) =>
      next(className, className === '_User' ? withDigests(row) : row, ...rest),
    'DatabaseController.update': async (next, className, where, changes, ...rest) => {
      if (className !== '_User') return next(className, where, changes, ...rest)
      const answer = await next(className, sought(where), withDigests(changes), ...rest)
      // Of a request for a link, parse-server reads the token from the row that was written.
      return typeof answer === 'object' && answer !== null
        ? shown(answer as Row, Object.fromEntries(textsIn(changes)))
        : answer
    },
  }
}
