/**
 * Sees what is written to users, whichever way it came: by a client, an operator, Cloud Code, a page, or a log-in.
 * They all end in parse-server's database controller.
 */
import { reasonOf } from '../errors'
import type { Database, DatabaseClass, Fields, ParseConfig, Row } from '../server/internals'
import { replaceMethods } from '../server/replace-methods'
import { hookCommits } from '../server/after-commit'

/** Is told of what was written, and must not throw. */
export interface UserListener {
  onCreated: (user: Row) => void
  /** Whether an update with these fields is of interest: only then is the user read before it. */
  isOfInterest: (fields: Fields) => boolean
  onUpdated: (before: Row, fields: Fields) => void
}

/** @returns a function that takes the hooks back */
export function hookUserWrites(
  { databaseController, loggerController }: ParseConfig,
  { onCreated, isOfInterest, onUpdated }: UserListener,
): () => void {
  // Each request has a controller of its own.
  const controllers = Object.getPrototypeOf(databaseController) as DatabaseClass
  const { create, update } = controllers
  const { afterCommit, restore: restoreCommits } = hookCommits(controllers)

  async function read(database: Database, objectId: unknown): Promise<Row | undefined> {
    try {
      return (await database.find('_User', { objectId }, { limit: 1 }))[0]
    } catch (thrown) {
      loggerController.error(`A change of a user can’t be told of: ${reasonOf(thrown)}`)
      return undefined
    }
  }
  const restoreWrites = replaceMethods(controllers, {
    create: async function (className, fields, ...rest) {
      const answer = await create.call(this, className, fields, ...rest)
      if (className === '_User') await afterCommit(this, () => onCreated(fields))
      return answer
    },
    update: async function (className, where, fields, ...rest) {
      const [, , onlyChecks] = rest
      const isSeen = className === '_User' && where.objectId !== undefined && !onlyChecks
      const before = isSeen && isOfInterest(fields) ? await read(this, where.objectId) : undefined
      const answer = await update.call(this, className, where, fields, ...rest)
      if (before) await afterCommit(this, () => onUpdated(before, fields))
      return answer
    },
  })
  return () => {
    restoreWrites()
    restoreCommits()
  }
}
