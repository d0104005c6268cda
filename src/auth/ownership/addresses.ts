/** What looks like an e-mail address, and who has it. */
import type { RequestConfig, Row } from '../../parse/internals'
import { normalized } from '../../parse/values'

/** As parse-server tells it. */
export const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^.+@.+$/.test(value)

/** As names and addresses are compared: not by case, nor by the form in which a letter is written. */
export const folded = (value: unknown): unknown =>
  typeof value === 'string' ? normalized(value).toLowerCase() : value

/** A value of one of the two fields by which somebody logs in. */
export type Sought = { username: string } | { email: string }

/** Whether somebody else has a value, in upper or lower case. */
export async function isOfOther(
  { database }: RequestConfig,
  sought: Sought,
  userId: unknown,
): Promise<boolean> {
  const others: Row = { ...sought, objectId: { $ne: userId } }
  return (await database.find('_User', others, { limit: 1, caseInsensitive: true })).length > 0
}
