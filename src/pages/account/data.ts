/** What users may ask for of their data: all of it, in a file, and that nothing of it is left. */
import { asThemselves, isOperating } from '../../parse/request/operator'
import type { AccountParts, Deed } from './deed'
import { Incomplete } from './problems'
import { prove } from './visitor'

export function dataDeeds({ running, requireFresh, cookie }: AccountParts): Record<string, Deed> {
  const { users, events } = running
  return {
    export: {
      section: 'data',
      work: async (_sent, { userId }) => ({
        fileName: 'account.json',
        content: (await users.export(userId)) ?? {},
      }),
    },
    delete: {
      section: 'delete',
      work: async (sent, visitor) => {
        await prove(visitor, sent, requireFresh)
        if (!sent.isConfirmed) throw new Incomplete('notConfirmed')
        const { userId, user } = visitor
        const remove = () => users.delete(userId)
        const isGone = await (isOperating() ? remove() : asThemselves(userId, remove))
        if (isGone) events.emit('accountDeleted', { user })
        return { page: { name: 'accountDeleted' }, cookies: [cookie.clear] }
      },
    },
  }
}
