/** Who an account of the old rule belongs to, as far as a list of all Auth0 users tells. */
import { type HandleKind, handleOf, kindOf } from './handles'
import type { ExportedUser } from './auth0-users'

interface Claimant {
  subject: string
  /** What the handle was for the rule: somebody's name may look like another's e-mail address. */
  kind: HandleKind
  isVerified: boolean
}

/** Auth0 users by the handle that the rule gave to them. */
export interface UserList {
  /** The subject of the one user who has the handle; `ambiguous` where more than one may be meant. */
  ownerOf(handle: string): { subject: string } | 'ambiguous' | undefined
  /** The handle that the rule has for a subject. */
  handleOf(subject: string): string | undefined
}

/** Who has verified the address has it; of several others nobody knows whose account it was. */
function decide(claimants: Claimant[], handle: string): Claimant | 'ambiguous' | undefined {
  const [first, ...others] = claimants
  if (!first || (others.length === 0 && first.kind === kindOf(handle))) return first
  const proven = claimants.filter(({ kind, isVerified }) => kind === 'email' && isVerified)
  return proven.length === 1 ? proven[0] : 'ambiguous'
}

/**
 * Of a user who is listed twice, the later entry counts.
 * @throws whatever reading the users throws
 */
export async function createUserList(users: AsyncIterable<ExportedUser>): Promise<UserList> {
  const claimants = new Map<string, Claimant[]>()
  const handles = new Map<string, string>()
  for await (const user of users) {
    const { handle, kind } = handleOf(user)
    const { user_id: subject, isVerified } = user
    const others = (claimants.get(handle) ?? []).filter((claimant) => claimant.subject !== subject)
    claimants.set(handle, [...others, { subject, kind, isVerified }])
    handles.set(subject, handle)
  }
  return {
    ownerOf: (handle) => {
      const current = (claimants.get(handle) ?? []).filter(({ subject }) => handles.get(subject) === handle)
      return decide(current, handle)
    },
    handleOf: (subject) => handles.get(subject),
  }
}
