/**
 * What goes with a link, whichever way it went: by its user, an operator, Cloud Code, a page, or an event of the provider.
 * Another identity in its place is another person at the provider.
 */
import { afterCommit } from '../../parse/after-commit'
import type { Hooks } from '../../parse/hooks'
import type { Database, Fields, Row } from '../../parse/internals'
import { configFor } from '../../parse/request/request-config'
import { createScope } from '../../parse/request/scope'
import { userPointer } from '../../parse/values'
import { userById } from '../../parse/user-rows'
import type { ManagedSessions } from '../../part/part'
import { askingToken } from '../session/asking-session'
import { isBearerSession } from '../session/bearer-session'
import { isOfProvider, tokensOf } from '../session/session-store'
import { linkOf } from './login/link'
import type { RunningProvider } from './running-provider'

type Linking = Pick<RunningProvider, 'provider' | 'loseRoles'>

export interface LostLinkParts {
  /** Of the running server. */
  appId: string
  providers: Linking[]
  sessions: Pick<ManagedSessions, 'end'>
}

/** The session by which a user is changed, if it is one. */
const asking = createScope<{ token: string | undefined }>('session that changes a user')

const changesLinks = (fields: Fields) => Object.keys(fields).some((field) => /^authData(\.|$)/.test(field))

const subjectOf = (user: Row, name: string) => linkOf(user, name)?.id

/** The providers at whom a user is somebody else now, or nobody. */
const lostBy = (before: Row, now: Row, providers: Linking[]): Linking[] =>
  providers.filter(({ provider: { name } }) => {
    const former = subjectOf(before, name)
    return former !== undefined && former !== subjectOf(now, name)
  })

/** The one that asks may stay, for who asks is the user; that of an access token is of whoever was linked. */
const mayStay = (token: string) => token === asking.get()?.token && !isBearerSession(token)

export function lostLinkHooks({ appId, providers, sessions }: LostLinkParts): Hooks {
  async function endSessions(database: Database, userId: unknown, name: string): Promise<void> {
    const open = await database.find('_Session', { user: userPointer(userId) })
    const lost = tokensOf(open.filter((session) => isOfProvider(session, name)))
    await sessions.end(lost.filter((token) => !mayStay(token)))
  }
  /** Whoever was deleted has taken all along. */
  async function follow(database: Database, before: Row): Promise<void> {
    const { objectId } = before
    const now = await userById(database, objectId)
    const lost = now ? lostBy(before, now, providers) : []
    for (const { provider } of lost) await endSessions(database, objectId, provider.name)
    for (const { loseRoles } of lost) await loseRoles(configFor(appId), String(objectId))
  }
  return {
    'rest.update': (next, config, auth, className, ...rest) => {
      const update = () => next(config, auth, className, ...rest)
      return className === '_User' ? asking.run({ token: askingToken(auth) }, update) : update()
    },
    'DatabaseController.update': async function (next, className, where, fields, ...rest) {
      const [, , onlyChecks] = rest
      const mayLose = className === '_User' && changesLinks(fields) && !onlyChecks
      const { objectId } = where
      // Else it may have conditions of a write, which are no query.
      const found = mayLose ? await this.find('_User', objectId === undefined ? where : { objectId }) : []
      const linked = found.filter((user) => lostBy(user, {}, providers).length > 0)
      const answer = await next(className, where, fields, ...rest)
      await afterCommit(this, async () => {
        for (const user of linked) await follow(this, user)
      })
      return answer
    },
  }
}
