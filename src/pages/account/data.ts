/** What users may ask for of their data: all of it, in a file, and that nothing of it is left. */
import { reasonOf } from '../../errors'
import { isFault } from '../../parse/errors'
import { internals } from '../../parse/internals'
import { asThemselves, isOperating } from '../../parse/request/operator'
import { type Answer, later } from '../forms/answers'
import { signInForm } from '../sign-in/sign-in'
import type { AccountParts, Deed } from './deed'
import { accountProblemOf, Incomplete } from './problems'
import { prove, type Visitor, visitorOf } from './visitor'

/** What the host, or a trigger of it, says to the user. */
const isRefusal = (thrown: unknown) =>
  typeof (thrown as { code?: unknown } | undefined)?.code === 'number' && !isFault(thrown)

/** Users can't help it: they read that it is for later, operators what it is. */
function tellLater(action: 'export' | 'delete', { userId }: Visitor, thrown: unknown): Answer {
  const what = `On the account page, users.${action}() of the user ${userId} has failed`
  internals.logger().error(`${what}: ${reasonOf(thrown)}`)
  return later(60)
}

export function dataDeeds(parts: AccountParts): Record<string, Deed> {
  const { running, requireFresh, cookie, url } = parts
  const { users, events } = running

  async function download(visitor: Visitor): Promise<Answer> {
    try {
      const content = (await users.export(visitor.userId)) ?? {}
      return { fileName: 'account.json', content }
    } catch (thrown) {
      if (isRefusal(thrown)) throw thrown
      return tellLater('export', visitor, thrown)
    }
  }
  /** A deletion ends the sessions first: whoever is signed out by one that failed sees no more of the account. */
  async function undone(visitor: Visitor, thrown: unknown): Promise<Answer> {
    const isOut = (await visitorOf(visitor.config, cookie)) === undefined
    const cookies = isOut ? { cookies: [cookie.clear] } : {}
    if (!isRefusal(thrown)) return { ...tellLater('delete', visitor, thrown), ...cookies }
    if (!isOut) throw thrown
    const { pathname: next } = new URL(url)
    return { ...signInForm({ next, challenge: '' }, accountProblemOf(thrown)), ...cookies }
  }
  async function remove(visitor: Visitor): Promise<Answer> {
    const { userId, user } = visitor
    try {
      const work = () => users.delete(userId)
      const isGone = await (isOperating() ? work() : asThemselves(userId, work))
      if (isGone) events.emit('accountDeleted', { user })
      return { page: { name: 'accountDeleted' }, cookies: [cookie.clear] }
    } catch (thrown) {
      return undone(visitor, thrown)
    }
  }
  return {
    export: { section: 'data', work: (_sent, visitor) => download(visitor) },
    delete: {
      section: 'delete',
      work: async (sent, visitor) => {
        await prove(visitor, sent, requireFresh)
        if (!sent.isConfirmed) throw new Incomplete('notConfirmed')
        return remove(visitor)
      },
    },
  }
}
