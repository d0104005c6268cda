/** In and out: a browser gets a session, and whichever it had before has ended. */
import { authOf } from '../../parse/auth-of'
import { type Auth, internals, type RequestConfig } from '../../parse/internals'
import type { Codes } from '../hand-over/codes'
import type { Answer, Destination } from '../forms/answers'
import { type Cookie, cookieSeconds } from './cookie'
import type { NextPage } from './next-page'

export interface Entrance {
  enter: (sessionToken: string, to: Destination, config: RequestConfig) => Promise<Answer>
  leave: (next: string, config: RequestConfig) => Promise<Answer>
}

export interface EntranceParts {
  cookie: Cookie
  /** What a session lasts that is renewed by its use. */
  maxMs: number
  nextPage: NextPage
  /** Where apps get a code in place of a cookie. */
  codes?: Codes | undefined
  /** Our own, which has no other way to know who is there. */
  accountUrl?: string
}

const isOver = async ({ database }: RequestConfig, sessionToken: string): Promise<boolean> =>
  (await database.find('_Session', { sessionToken }, { limit: 1 })).length === 0

/** @throws what has left the session open; an `afterLogout` of the host comes too late, and another request may have been first */
async function logOut(config: RequestConfig, sessionToken: string, auth: Auth): Promise<void> {
  const { prototype: router } = internals.UsersRouter()
  try {
    await router.handleLogOut.call(router, { config, auth, info: { sessionToken, context: {} } })
  } catch (thrown) {
    if (!(await isOver(config, sessionToken))) throw thrown
  }
}

export function createEntrance({ cookie, maxMs, nextPage, codes, accountUrl }: EntranceParts): Entrance {
  /** As a log-out does it, with what the host has for one. */
  async function endFormer(config: RequestConfig): Promise<void> {
    const sessionToken = cookie.read(config.headers as Record<string, string | undefined>)
    const auth = sessionToken === undefined ? undefined : await authOf(config, sessionToken)
    if (auth && sessionToken !== undefined) await logOut(config, sessionToken, auth)
  }
  return {
    // Else it would go on without anybody who knows of it.
    enter: async (sessionToken, { next, challenge }, config) => {
      await endFormer(config)
      const url = nextPage.urlFor(next)
      if (codes && url.origin + url.pathname !== accountUrl) {
        url.searchParams.set('code', codes.make({ sessionToken, origin: url.origin, challenge }))
        return { url: url.href, cookies: [cookie.clear] }
      }
      return { url: url.href, cookies: [cookie.write(sessionToken, cookieSeconds(config, maxMs))] }
    },
    leave: async (next, config) => {
      await endFormer(config)
      return { url: nextPage.urlFor(next).href, cookies: [cookie.clear] }
    },
  }
}
