/** Log-ins and password checks, of accounts and of names that nobody has: REST, GraphQL, batches and pages meet here. */
import { randomUUID } from 'node:crypto'
import { isNotFound } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { type Credentials, credentialsOf } from '../../parse/request/log-in-request'
import { internals, type RequestConfig, type Row } from '../../parse/internals'
import { usualForm } from '../identifiers/form'
import { folded, isAddress } from '../ownership/addresses'
import { findUsers } from '../ownership/found-by'
import { accountOf, type LockoutRule, refuseInTransaction } from './account'
import { inTurn } from './attempts'
import type { UnknownNames } from './unknown-names'

/** As parse-server asks. */
const questionOf = ({ username, email }: Credentials) =>
  email && username ? { email, username } : email ? { email } : { $or: [{ username }, { email: username }] }

/** One form for all ways to write what would find the same user. */
function nameOf({ username, email }: Credentials, { convertUsernameToLowercase }: RequestConfig): string {
  const formOf = (value: string | undefined) => {
    const usual = value === undefined ? undefined : usualForm(value)
    return isAddress(usual) || convertUsernameToLowercase ? folded(usual) : usual
  }
  return JSON.stringify(
    email === undefined || username === undefined
      ? [formOf(username ?? email)]
      : [formOf(username), formOf(email)],
  )
}

/** As the log-in will find them, in whatever case: else guesses would be counted beside the account. */
async function userOf(config: RequestConfig, credentials: Credentials): Promise<Row | undefined> {
  const [user] = await findUsers(config, questionOf(credentials))
  return user
}

/** For an account, parse-server asks once more whether it is locked: what takes as long tells nothing. */
async function countAsLong(config: RequestConfig, count: () => Promise<void>): Promise<void> {
  const AccountLockout = internals.AccountLockout()
  await new AccountLockout({ username: `nobody ${randomUUID()}` }, config)._notLocked()
  await count()
}

/** Outside of the limits: an account that is locked says so, whatever else there were too many of. */
export const logInHooks = (rule: LockoutRule, unknown: UnknownNames): Hooks => ({
  'UsersRouter._authenticateUserFromRequest': async (next, request) => {
    const { config } = request
    // Also of names that nobody has: or it would tell that there is an account.
    refuseInTransaction(config.database)
    const credentials = credentialsOf(request)
    if (!credentials) return next(request)
    const user = await userOf(config, credentials)
    if (user) return inTurn(accountOf(config, rule, String(user.objectId)), () => next(request))
    const name = nameOf(credentials, config)
    return inTurn(unknown.account(name), async () => {
      try {
        return await next(request)
      } catch (thrown) {
        if (isNotFound(thrown)) await countAsLong(config, () => unknown.fail(name))
        throw thrown
      }
    })
  },
})
