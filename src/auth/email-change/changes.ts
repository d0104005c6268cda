/** The changes of address that wait, and how each of them ends: confirmed, stopped, dropped, or by another one. */
import { reasonOf } from '../../errors'
import { parseError } from '../../parse/errors'
import { type Fields, internals, type ParseConfig, type Row } from '../../parse/internals'
import { configOf } from '../../parse/request/request-config'
import { userById } from '../../parse/user-rows'
import { deletion } from '../../parse/values'
import type { ExpiringStore } from '../../part/part'
import { field } from './schema'
import type { EmailChange, Link } from './tokens'

export interface Changes {
  /** The change of a user to an address. */
  of: (user: Row, newEmail: string) => Promise<EmailChange>
  /** Whether the change that a link was made for waits. */
  waits: (link: Link) => Promise<boolean>
  /**
   * Writes what a change comes to that a link was made for, once, however often the link is used at the same time. The
   * write is that of an operator, by which triggers, LiveQuery and caches learn of it.
   * @throws {Parse.Error} 101 when the change does not wait, or not any more.
   */
  settle: (link: Link, fieldsOf: (change: EmailChange) => Fields) => Promise<void>
  /** To be called when a change is over: links to it are dead from then on. */
  end: (userId: string) => Promise<void>
}

/** As good as for ever: a store forgets. */
const memorySeconds = 10 * 365 * 24 * 60 * 60

const noLink = () => parseError('OBJECT_NOT_FOUND', 'This link is no longer valid.')

/**
 * The number of changes that are over tells one change from the next to the same address: links of a change that is
 * over stay dead. Several links to one address are links of one change.
 */
export function createChanges({ appId, loggerController }: ParseConfig, store: ExpiringStore): Changes {
  const keyOf = (userId: string) => JSON.stringify(['email changes', userId])
  const of: Changes['of'] = async ({ objectId, email }, newEmail) => {
    const userId = String(objectId)
    const key = keyOf(userId)
    const number = (await store.read([key])).get(key) ?? 0
    return { userId, oldEmail: String(email), newEmail, number }
  }
  // What was written stays written: without a store, links are dead as long as the address does not wait again.
  const end: Changes['end'] = async (userId) => {
    await store.count(keyOf(userId), memorySeconds).catch((thrown: unknown) => {
      loggerController.error(`The end of a change of address was not counted: ${reasonOf(thrown)}`)
    })
  }
  /** The change that a link was made for, as long as it waits. */
  async function waiting({ userId, isOf }: Link): Promise<EmailChange | undefined> {
    const { database } = configOf(appId)
    const user = await userById(database, userId)
    const newEmail = user?.[field]
    const change = user && typeof newEmail === 'string' ? await of(user, newEmail) : undefined
    return change && isOf(change) ? change : undefined
  }
  return {
    of,
    end,
    waits: async (link) => (await waiting(link)) !== undefined,
    settle: async (link, fieldsOf) => {
      const change = await waiting(link)
      if (!change) throw noLink()
      // Of several at once, one finds it waiting.
      const where = { objectId: change.userId, [field]: change.newEmail, email: change.oldEmail }
      const fields = { ...fieldsOf(change), [field]: deletion }
      const config = configOf(appId)
      await internals.rest().update(config, internals.auth().master(config), '_User', where, fields)
    },
  }
}
