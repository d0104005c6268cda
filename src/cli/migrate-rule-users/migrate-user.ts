/** Migrates one user, or says why not. */
import { adopt, isLinked, isOfRule } from '../../auth/auth0/rule-users'
import { endSessions } from '../../auth/session/session-store'
import { hasCode } from '../../parse/errors'
import type { RequestConfig, Row } from '../../parse/internals'
import { kindOf } from './handles'
import type { Outcome } from './outcomes'
import type { UserList } from './user-list'

/** What a migration needs. */
export interface MigrationParts {
  config: RequestConfig
  rulePassword: string
  /** All Auth0 users, where they are known. */
  users: UserList | undefined
  /** Changes nothing. */
  dryRun: boolean
}

interface Found {
  subject: string
  outcome: Outcome
}

/**
 * The Auth0 user of an account, or why none is known. The one whose id it is may have got an e-mail address since
 * then, and another account by it: their log-in finds the right one of the two.
 */
function find(username: string, users: UserList | undefined): Found | Outcome {
  const kind = kindOf(username)
  const owner = users?.ownerOf(username)
  if (owner === 'ambiguous') return owner
  if (kind === 'id') {
    const isKnownByOther = (users?.handleOf(username) ?? username) !== username
    return isKnownByOther ? 'at-log-in' : { subject: username, outcome: 'migrated-by-id' }
  }
  if (owner) return { subject: owner.subject, outcome: 'migrated-by-list' }
  if (users) return 'unknown'
  return kind === 'email' ? 'at-log-in' : 'needs-users'
}

/** @returns what becomes of a user; its own result is undefined for one whom the rule has not made */
export function createUserMigration({ config, rulePassword, users, dryRun }: MigrationParts) {
  async function migrate(user: Row, { subject, outcome }: Found): Promise<Outcome> {
    const others = await config.database.find('_User', { 'authData.auth0.id': subject }, { limit: 1 })
    if (others.length > 0) return others[0]?.objectId === user.objectId ? 'changed' : 'taken'
    if (dryRun) return outcome
    const end = (sessionTokens: string[]) => endSessions(config, sessionTokens)
    return (await adopt(config, user, subject, { endSessions: end })) ? outcome : 'changed'
  }

  return async (user: Row): Promise<Outcome | undefined> => {
    if (!(await isOfRule(user, rulePassword))) return undefined
    if (isLinked(user)) return 'linked-otherwise'
    const found = find(String(user.username), users)
    if (typeof found === 'string') return found
    try {
      return await migrate(user, found)
    } catch (thrown) {
      if (hasCode(thrown, 'DUPLICATE_VALUE')) return 'taken'
      throw thrown
    }
  }
}
