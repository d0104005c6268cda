/** Many users as the old Auth0 rule made them, with a session each, and Auth0's export of all of them. */
import { randomBytes } from 'node:crypto'
import { requireFromParseServer } from '../../src/parse/internals'

export const RULE_PASSWORD = 'one password for all of them'

export interface RuleUser {
  objectId: string
  username: string
  /** Of the rule's password, as parse-server makes them. */
  hash: string
  sessionToken: string
}

/** Making one takes as long as checking one; the same one again takes just as long to check. */
const DISTINCT_HASHES = 200

/** The rule's handles, as most tenants have them: mostly addresses, some names and ids. */
function usernameOf(index: number): string {
  if (index % 10 === 0) return `Person ${index}`
  return index % 10 === 1 ? `sms|${index}` : `user-${index}@example.com`
}

export async function makeRuleUsers(count: number): Promise<RuleUser[]> {
  const { hash } = requireFromParseServer('./password') as { hash: (password: string) => Promise<string> }
  const hashes = await Promise.all(
    Array.from({ length: Math.min(count, DISTINCT_HASHES) }, () => hash(RULE_PASSWORD)),
  )
  return Array.from({ length: count }, (_, index) => ({
    objectId: `user${String(index).padStart(8, '0')}`,
    username: usernameOf(index),
    hash: hashes[index % hashes.length]!,
    sessionToken: `r:${randomBytes(16).toString('hex')}`,
  }))
}

function exported({ username }: RuleUser, index: number): object {
  if (username.includes('@')) return { user_id: `auth0|${index}`, email: username, email_verified: true }
  return username.includes('|') ? { user_id: username } : { user_id: `sms|name-${index}`, name: username }
}

/** As JSON lines. */
export function exportOf(users: RuleUser[]): string {
  return users.map((user, index) => `${JSON.stringify(exported(user, index))}\n`).join('')
}
