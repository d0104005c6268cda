/** Stops a change of address by the link that the old address got. */
import { isNotFound } from '../../parse/errors'
import type { Events } from '../../part/part'
import type { Changes } from './changes'
import type { ChangeTokens, Link } from './tokens'

export const stopPage = 'stop-email-change'

/** @param pagesPath where pages are, beside the API */
export const stopLinkFor = (besideApi: (path: string) => URL, pagesPath: string, token: string): string =>
  `${besideApi(`${pagesPath}/${stopPage}`).href}?token=${token}`

/** What a link is good for. */
export interface Stop {
  /** Whether its change waits. Changes nothing. */
  isGood: (token: string) => Promise<boolean>
  /** @returns whether this stopped the change, as it does once. Rejects when that can't be done now. */
  stop: (token: string) => Promise<boolean>
}

export function createStop(changes: Changes, tokens: ChangeTokens, events: Events): Stop {
  /** Nothing for a token that is not of ours. */
  const read = (token: string): Promise<Link | undefined> => tokens.readStop(token).catch(() => undefined)

  async function settle(link: Link): Promise<boolean> {
    try {
      await changes.settle(link, () => ({}))
    } catch (thrown) {
      if (isNotFound(thrown)) return false
      throw thrown
    }
    await changes.end(link.userId)
    events.emit('emailChangeStopped', { userId: link.userId })
    return true
  }
  return {
    isGood: async (token) => {
      const link = await read(token)
      return link !== undefined && changes.waits(link)
    },
    stop: async (token) => {
      const link = await read(token)
      return link !== undefined && settle(link)
    },
  }
}
