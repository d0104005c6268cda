/** The one `where` that is understood: `email='ann@example.com'`. */
import { BackendlessError } from './errors'

/** A quote within the string is doubled, as in SQL. */
const comparison = /^ *email *= *'((?:[^']|'')*)' *$/

/** An address has no white space, no control characters and no halves of surrogate pairs. */
const address = /^[^\s\p{C}]+@[^\s\p{C}]+$/u

/** RFC 5321, section 4.5.3.1, allows 254 characters; the rest is for doubled quotes and spaces. */
const longest = 600

const refusal = () =>
  new BackendlessError(400, "The only query is where=email='…', with an e-mail address between the quotes.")

/**
 * Reads the address from the query of a request. It is a value from here on, and never a part of a query.
 * @throws {BackendlessError} 400 for everything but one `where` with one comparison
 */
export function emailIn(query: Record<string, unknown>): string {
  const { where, ...others } = query
  if (typeof where !== 'string' || where.length > longest || Object.keys(others).length > 0) throw refusal()
  const email = comparison.exec(where)?.[1]?.replaceAll("''", "'")
  if (email === undefined || !address.test(email)) throw refusal()
  return email
}
