/** A user as a file has it: what all formats come down to. */
import { z } from 'zod'
import { type Block, blockOf, field as blockedField } from '../../auth/blocked/state'
import { isObject, isRecord } from '../../option-kinds/kinds'
import type { Row } from '../../parse/internals'
import { readAs, RowFault } from './row-fault'

export interface Draft {
  /** @default a new one */
  objectId?: string | undefined
  /** @default the e-mail address */
  username?: string | undefined
  email?: string | undefined
  isVerified: boolean
  /** One that is not over. */
  block?: Block | undefined
  /** As it is to be stored. */
  passwordHash?: string | undefined
  /** By provider. */
  identities: Record<string, Row>
  createdAt?: string | undefined
  updatedAt?: string | undefined
  /** @default the user alone */
  acl?: Row | undefined
  /** All others. */
  fields: Row
}

/** Cells of CSV are empty where there is nothing. */
export const text = z
  .string()
  .nullish()
  .transform((value) => (value === '' ? undefined : (value ?? undefined)))

/** As spreadsheets and databases write it. */
const yes: unknown[] = [true, 'true', 't', '1', 1]
const no: unknown[] = [false, 'false', 'f', '0', 0, '', null, undefined]

/** @throws {RowFault} for what is neither: of a block that is taken for none, somebody would log in */
export function flagFrom(value: unknown, field: string): boolean {
  const word = typeof value === 'string' ? value.toLowerCase() : value
  if (![...yes, ...no].includes(word)) throw new RowFault(`${field} is neither true nor false`)
  return yes.includes(word)
}

/** @param value ISO 8601, milliseconds, or a Date. @throws {RowFault} */
export function timeFrom(value: unknown, field: string): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const isCount = typeof value === 'string' && /^\d+$/.test(value)
  const time = new Date(isCount ? Number(value) : (value as string | number | Date))
  if (Number.isNaN(time.getTime())) throw new RowFault(`${field} is no time`)
  return time.toISOString()
}

/** Cells of CSV have JSON. */
export function objectFrom(value: unknown, field: string): Row | undefined {
  if (value === undefined || value === null || value === '') return undefined
  let object: unknown = value
  try {
    if (typeof value === 'string') object = JSON.parse(value) as unknown
  } catch {
    // Said below: the message of the error would repeat what the file has there.
  }
  if (!isObject(object)) throw new RowFault(`${field} is no object of JSON`)
  return object
}

const blocks = z.object({ blocked: z.strictObject({ reason: text, until: z.unknown().optional() }) })

/** @param value true, or with a reason and an end. @throws {RowFault} */
export function blockFrom(value: unknown): Block | undefined {
  if (!isRecord(value) && !(typeof value === 'string' && value.startsWith('{')))
    return flagFrom(value, 'blocked') ? {} : undefined
  const { reason, until: end } = readAs(blocks, { blocked: objectFrom(value, 'blocked') }).blocked
  const until = timeFrom(end, 'blocked.until')
  const block = { ...(reason !== undefined && { reason }), ...(until !== undefined && { until }) }
  return blockOf({ [blockedField]: block })
}

/** Parse's exports say that there is one, and not whom it leads to: there is nothing in it to take. */
export const isRelation = (value: unknown): boolean => isRecord(value) && value.__type === 'Relation'

/** Those that have something. */
export const given = (fields: Row): Row =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && value !== null && value !== '' && !isRelation(value),
    ),
  )

/** @throws {RowFault} */
export function checkLetters(draft: Draft): void {
  const text = JSON.stringify(draft)
  if (text.includes('\\u0000')) throw new RowFault('has NUL characters')
  // What is left of letters in another encoding.
  if (text.includes('\uFFFD')) throw new RowFault('has letters that are not UTF-8')
}
