/**
 * What goes with a link, whichever way it went: by its user, an operator, Cloud Code, a page, or an event of the provider.
 * Another identity in its place is another person at the provider.
 */
import { afterCommit } from '../../parse/after-commit'
import type { Hooks } from '../../parse/hooks'
import type { Database, Fields, Row } from '../../parse/internals'
import { configFor } from '../../parse/request/request-config'
import { linkOf } from './login/link'
import type { RunningProvider } from './running-provider'

type Providers = Pick<RunningProvider, 'provider' | 'loseRoles'>[]

const changesLinks = (fields: Fields) => Object.keys(fields).some((field) => /^authData(\.|$)/.test(field))

const subjectOf = (user: Row, name: string) => linkOf(user, name)?.id

/** The providers at whom a user is somebody else now, or nobody. */
function lostBy<Of extends Providers[number]>(before: Row, now: Row, providers: Of[]): Of[] {
  return providers.filter(({ provider: { name } }) => {
    const former = subjectOf(before, name)
    return former !== undefined && former !== subjectOf(now, name)
  })
}

/** @param appId of the running server */
export function lostLinkHooks(appId: string, providers: Providers): Hooks {
  /** Whoever was deleted has taken all along. */
  async function follow(database: Database, before: Row): Promise<void> {
    const { objectId } = before
    const [now] = await database.find('_User', { objectId }, { limit: 1 })
    for (const { loseRoles } of now ? lostBy(before, now, providers) : [])
      await loseRoles(configFor(appId, { headers: {}, ip: undefined }), String(objectId))
  }
  return {
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
