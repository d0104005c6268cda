/** A code that was accepted once is refused, on all nodes (RFC 6238, section 5.2). */
import type { ExpiringStore } from '../../part/part'
import type { Method, Sent } from './adapter'
import type { Mfa } from './factors'
import type { Opened } from './opened'
import { wrongCode } from './wrong-code'

/** A code with what makes it one. */
type Used = [of: unknown, code: unknown]

/** As the adapter takes them: the period, one before and one after; and a request under way that may still write. */
const secondsFor = (period: number) => Math.max(4 * period, 120)

/** What proves the former factor. */
function proof(userId: string | undefined, { mfa, isRecovery }: Opened, code: unknown): Used[] {
  if (isRecovery) return [[userId, code]]
  if (mfa.mobile) return [[[userId, mfa.mobile], code]]
  return mfa.secret ? [[mfa.secret, code]] : []
}

/** What proves the new one: the number has got the code; of a seed, whoever has it can make one. */
function setUp(userId: string | undefined, { secret, mobile, token }: Mfa & Sent): Used[] {
  if (token === undefined) return []
  return [[mobile ? [userId, mobile] : secret, token]]
}

function usedBy(method: Method, userId: string | undefined, opened: Opened, sent: Sent): Used[] {
  if (method === 'validateLogin') return proof(userId, opened, sent.token)
  const former = method === 'validateUpdate' && sent.old !== undefined ? proof(userId, opened, sent.old) : []
  return [...former, ...setUp(userId, sent)]
}

export interface SingleUse {
  /** @throws the error of a wrong code, when one of the codes was used before */
  use: (method: Method, userId: string | undefined, opened: Opened, sent: Sent) => Promise<void>
}

/** @param period seconds for which a code holds */
export const createSingleUse = (store: ExpiringStore, period: number): SingleUse => ({
  use: async (method, userId, opened, sent) => {
    for (const used of usedBy(method, userId, opened, sent))
      if (!(await store.claim(JSON.stringify(['mfa', ...used]), secondsFor(period)))) throw wrongCode()
  },
})
