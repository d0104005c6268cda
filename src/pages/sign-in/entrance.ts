/** In and out: a browser gets a session, and whichever it had before has ended. */
import { authOf } from '../../parse/auth-of'
import { internals, type RequestConfig } from '../../parse/internals'
import type { Answer } from '../forms/answers'
import type { Cookie } from './cookie'
import type { NextPage } from './next-page'

export interface Entrance {
  /** @param next where the browser asks to go then */
  enter: (sessionToken: string, next: string, config: RequestConfig) => Promise<Answer>
  leave: (next: string, config: RequestConfig) => Promise<Answer>
}

const yearSeconds = 31_536_000

export function createEntrance(cookie: Cookie, nextPage: NextPage): Entrance {
  /** As a log-out does it, with what the host has for one. */
  async function endFormer(config: RequestConfig): Promise<void> {
    const sessionToken = cookie.read(config.headers as Record<string, string | undefined>)
    const auth = sessionToken === undefined ? undefined : await authOf(config, sessionToken)
    if (!auth) return
    const { prototype: router } = internals.UsersRouter()
    await router.handleLogOut.call(router, { config, auth, info: { sessionToken, context: {} } })
  }
  return {
    // Else it would go on without anybody who knows of it.
    enter: async (sessionToken, next, config) => {
      await endFormer(config)
      const { sessionLength = yearSeconds } = config
      return { url: nextPage.urlFor(next), cookies: [cookie.write(sessionToken, sessionLength)] }
    },
    leave: async (next, config) => {
      await endFormer(config)
      return { url: nextPage.urlFor(next), cookies: [cookie.clear] }
    },
  }
}
