/** Keeps a user out, and lets them in again. */
import type { BlockOptions } from '../../api/users'
import { type Block, field } from '../../auth/blocked/state'
import { WrongArgument } from '../../errors'
import type { Database } from '../../parse/internals'
import { updateIf } from '../../parse/user-rows'

const longestReason = 500

function refuse(message: string): never {
  throw new WrongArgument(message)
}

const mostYears = 100

/** A block for longer is one without an end, or a slip. */
function isWithinReach(until: unknown): boolean {
  const last = new Date()
  last.setFullYear(last.getFullYear() + mostYears)
  return until instanceof Date && until.getTime() > Date.now() && until <= last
}

/** @throws {TypeError} for what makes no sense */
export function blockFrom({ reason, until }: BlockOptions): Block {
  if (reason !== undefined && (typeof reason !== 'string' || reason.length > longestReason))
    refuse(`block() expects \`reason\` to be a text of ${longestReason} characters at most.`)
  if (until !== undefined && !isWithinReach(until))
    refuse(`block() expects \`until\` to be a Date to come, ${mostYears} years ahead at most.`)
  return { ...(reason !== undefined && { reason }), ...(until && { until: until.toISOString() }) }
}

/** @returns whether there is such a user */
export async function writeBlock(database: Database, objectId: string, value: object): Promise<boolean> {
  // Not at the start: whoever blocks nobody has no field of that name.
  await (await database.loadSchema()).validateObject('_User', { [field]: {} }, {})
  return updateIf(database, { objectId }, { [field]: value })
}
