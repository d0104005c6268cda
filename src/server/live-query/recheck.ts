/**
 * Looks whether the sessions that LiveQuery knows have ended on another node. Where nodes tell each other, that is after a
 * time in which they could not be heard; elsewhere it is every few seconds.
 */
import type { LRUCache } from 'lru-cache'
import { reasonOf } from '../../errors'
import type { ParseConfig } from '../../parse/internals'
import type { Nodes } from '../../part/part'

/** With the time for a query, less than the five seconds for which a session may be believed in. */
const everyMs = 3000
/** Nobody waits for many rows at once. */
const batch = 500

export interface RecheckParts {
  config: Pick<ParseConfig, 'databaseController' | 'loggerController'>
  nodes: Nodes | undefined
  /** Of all sessions that anybody may be taken for. */
  knownTokens: () => string[]
  /** Sessions whose sockets were ended: a client may come back with one of them, as nobody. */
  ended: LRUCache<string, true>
  end: (sessionTokens: string[]) => Promise<void>
}

/** @returns a function that stops it */
export function recheckSessions(parts: RecheckParts): () => Promise<void> {
  const { config, nodes, knownTokens, ended, end } = parts
  const { databaseController: database, loggerController: logger } = config
  let running: Promise<void> | undefined

  async function look(tokens: string[]): Promise<void> {
    const rows = await database.find('_Session', { sessionToken: { $in: tokens } }, { limit: tokens.length })
    const open = new Set(rows.map(({ sessionToken }) => sessionToken))
    // One that stands for an access token may be opened again.
    for (const token of open) ended.delete(String(token))
    await end(tokens.filter((token) => !open.has(token) && !ended.get(token)))
  }
  async function lookAtAll(): Promise<void> {
    const tokens = knownTokens()
    try {
      for (let at = 0; at < tokens.length; at += batch) await look(tokens.slice(at, at + batch))
    } catch (thrown) {
      logger.warn(`LiveQuery could not look which sessions have ended: ${reasonOf(thrown)}`)
    }
  }
  /** One at a time: a database that is slow would be asked ever more. */
  const start = () => (running ??= lookAtAll().finally(() => (running = undefined)))
  const timer = setInterval(() => {
    if (!nodes?.isHeard()) void start()
  }, everyMs).unref()
  nodes?.onHeard(start)
  return async () => {
    clearInterval(timer)
    await running
  }
}
