/** Why a row of a file does not become a user. */
import type { z } from 'zod'

/** The message goes on from the row, as "email is no address". It never has a value of the row. */
export class RowFault extends Error {
  override readonly name = 'RowFault'
}

/** @throws {RowFault} naming the first value that is not of the kind that is expected there */
export function readAs<Schema extends z.ZodType>(schema: Schema, record: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(record)
  if (!error) return data
  const path = error.issues[0]?.path.join('.')
  throw new RowFault(path ? `${path} is not of the kind that is expected there` : 'is no object')
}
