/**
 * Sees what is written to users, whichever way it came: by a client, an operator, Cloud Code, a page, or a log-in.
 * They all end in parse-server's database controller.
 */
import { reasonOf } from '../errors'
import { afterCommit } from '../parse/after-commit'
import type { Hooks } from '../parse/hooks'
import type { Database, Fields, ParseConfig, Row } from '../parse/internals'
import { userById } from '../parse/user-rows'

/** Is told of what was written, and must not throw. */
export interface UserListener {
  onCreated: (user: Row) => void
  /** Whether an update with these fields is of interest: only then is the user read before it. */
  isOfInterest: (fields: Fields) => boolean
  onUpdated: (before: Row, fields: Fields) => void
}

/** Sees to it that a listener is told. */
export function userChangeHooks(
  { loggerController }: Pick<ParseConfig, 'loggerController'>,
  { onCreated, isOfInterest, onUpdated }: UserListener,
): Hooks {
  async function read(database: Database, objectId: unknown): Promise<Row | undefined> {
    try {
      return await userById(database, objectId)
    } catch (thrown) {
      loggerController.error(`A change of a user can’t be told of: ${reasonOf(thrown)}`)
      return undefined
    }
  }
  return {
    'DatabaseController.create': async function (next, className, fields, ...rest) {
      const answer = await next(className, fields, ...rest)
      if (className === '_User') await afterCommit(this, () => onCreated(fields))
      return answer
    },
    'DatabaseController.update': async function (next, className, where, fields, ...rest) {
      const [, , onlyChecks] = rest
      const isSeen = className === '_User' && where.objectId !== undefined && !onlyChecks
      const before = isSeen && isOfInterest(fields) ? await read(this, where.objectId) : undefined
      const answer = await next(className, where, fields, ...rest)
      if (before) await afterCommit(this, () => onUpdated(before, fields))
      return answer
    },
  }
}
