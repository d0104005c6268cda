/** Makes the parts, and what they share while a server runs. */
import { EventEmitter } from 'node:events'
import { createMailSystem } from '../adapters/email/email'
import { createCounts } from '../adapters/redis/counts'
import { createNodes } from '../adapters/redis/nodes'
import { createRedis } from '../adapters/redis/redis'
import { shareStore } from '../adapters/store/expiring-store'
import { limitsOf } from '../auth/session/limits'
import { createKeepOut } from '../auth/session/session-store'
import { createSessions } from '../auth/session/sessions'
import { createInvite } from '../cloud/invitations/invite'
import { composeTriggers } from '../cloud/triggers/triggers'
import { createUsers } from '../cloud/users/users'
import { shareAllowsMail } from '../guards/limits/mails'
import type { ResolvedOptions } from '../options'
import type { Diagnose, Events, Part } from '../part/part'
import { createLifecycle } from '../server/lifecycle'
import { checkParseOptions, resolveParseOptions } from '../server/start/parse-options'
import { partsFor } from './parts'

/** What cannot be known before Parse Server is asked. @throws {AccountsError} `ERR_OPTIONS`. */
const checkParts = ({ parseServer }: ResolvedOptions, parts: Part[]): void =>
  checkParseOptions(resolveParseOptions(parseServer, new URL('http://localhost/parse'), parts))

/** How accounts run that are not those of a server. */
export interface Manner {
  sendsOwnOnly?: boolean
}

function makeParts(options: ResolvedOptions, events: Events, manner: Manner = {}) {
  const onFailure = (kind: string, reason: string) => void events.emit('mailFailed', { kind, reason })
  const mail = createMailSystem({ ...options, ...manner }, onFailure)
  const keepOut = createKeepOut()
  const triggers = composeTriggers(events, options.triggers)
  const sessionLimits = limitsOf(options.sessions)
  const redis = options.redisUrl === undefined ? undefined : createRedis(options.redisUrl)
  const parts = partsFor({ options, mail, keepOut, sessionLimits, triggers: triggers.part, redis })
  checkParts(options, parts)
  return { mail, keepOut, triggers, sessionLimits, redis, parts }
}

/**
 * What parts have to say for `doctor`. Hosts don't see it: with it, their types would need those of Parse Server's insides.
 *
 * @internal
 * @throws {AccountsError} `ERR_OPTIONS`.
 */
export const diagnosesOf = (options: ResolvedOptions): Diagnose[] =>
  makeParts(options, new EventEmitter()).parts.flatMap(({ diagnose }) => diagnose ?? [])

/** @returns a function that takes away who has begun to listen since: parts do so at each start */
function keepListeners(events: Events): () => void {
  const before = new Map(events.eventNames().map((name) => [name, events.listeners(name)]))
  return () => {
    for (const name of events.eventNames())
      for (const listener of events.listeners(name))
        if (!before.get(name)?.includes(listener)) events.off(name, listener)
  }
}

/** The parts of one set of accounts, and what they share while a server runs. */
export function assemble(options: ResolvedOptions, events: Events, manner: Manner) {
  const { mail, keepOut, triggers, sessionLimits, redis, parts } = makeParts(options, events, manner)
  const lifecycle = createLifecycle({
    parts,
    settings: options.parseServer,
    mountPath: options.mountPath,
    graphql: options.graphql,
    dashboard: options.dashboard,
    headers: options.headers,
    shutdown: options.shutdown,
    share: (config, besideApi) => {
      const { databaseController: database, cacheController, sessionLength, expireInactiveSessions } = config
      const dropListeners = keepListeners(events)
      const { open, close } = shareStore(database.adapter)
      const nodes = redis && createNodes(redis, config.appId)
      const counts = redis ? () => Promise.resolve(createCounts(redis, config.appId)) : open
      const running = createSessions({
        config: { database, cacheController, sessionLength, expireInactiveSessions },
        keepOut,
        limits: sessionLimits,
        nodes,
      })
      const common = { config, events, besideApi, pagesPath: options.pages ? options.pages.path : undefined }
      const users = createUsers({ ...common, sessions: running, userData: options.userData })
      const invite = createInvite({ ...common, mail })
      const allowsMail = shareAllowsMail(options.limits, { config, counts, events })
      const shared = { store: open, counts, nodes, events, sessions: running, users, invite, allowsMail }
      return { ...shared, addTriggers: triggers.add, end: () => close().finally(dropListeners) }
    },
  })
  return { lifecycle, mail }
}
