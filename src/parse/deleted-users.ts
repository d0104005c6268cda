/** Where users are deleted: by REST, GraphQL, batch, Cloud Code or the Dashboard, one by one or the whole class. */
import { afterCommit } from './after-commit'
import type { Hooks } from './hooks'
import type { Row } from './internals'

/** @param follow gets the rows as they were, once they are gone for good, and is awaited */
export const deletedUserHooks = (follow: (users: Row[]) => Promise<unknown>): Hooks => ({
  'DatabaseController.destroy': async function (next, className, where, ...rest) {
    if (className !== '_User') return next(className, where, ...rest)
    const users = await this.find('_User', where)
    const answer = await next(className, where, ...rest)
    await afterCommit(this, () => follow(users))
    return answer
  },
  'DatabaseController.purgeCollection': async function (next, className) {
    const users = className === '_User' ? await this.find('_User', {}) : []
    const answer = await next(className)
    if (users.length > 0) await follow(users)
    return answer
  },
})
