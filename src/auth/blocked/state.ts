/** What a user's row says of a block by an operator. It stands in a field that no client reads or writes. */
import { parseError } from '../../parse/errors'
import type { Row } from '../../parse/internals'

/** Name of the field, which no field of a host's should have. */
export const field = 'accountsBlocked'

/** As it is stored. */
export interface Block {
  reason?: string
  /** ISO 8601; a block without it lasts until it is taken back. */
  until?: string
}

const refusals = new WeakSet<object>()

/** @returns the block that holds now */
export function blockOf(user: Row): Block | undefined {
  const block = user[field] as Block | null | undefined
  if (typeof block !== 'object' || block === null) return undefined
  return block.until === undefined || new Date(block.until).getTime() > Date.now() ? block : undefined
}

/** For whoever has proven to be the user: nobody else is told, not even that there is a block. */
export function blockedError({ reason, until }: Block): Error {
  const when = until === undefined ? '' : ` until ${until}`
  const why = reason === undefined ? '.' : `: ${reason}`
  const refusal = parseError('OPERATION_FORBIDDEN', `This account is blocked${when}${why}`)
  refusals.add(refusal)
  return refusal
}

export const isBlockedError = (thrown: unknown): boolean => refusals.has(thrown as object)
