/** Keeps sessions from outliving what they came of, by their use: `extendSessionOnUse` would renew them. */
import type { Hooks } from '../../parse/hooks'
import type { RequestConfig, RestWrite, Row } from '../../parse/internals'
import { dateValue } from '../../parse/values'
import { isBearerSession } from './bearer-session'
import { isLent } from './copies'
import { endOf, type SessionLimits, timeOf } from './limits'
import { isOfLink, originIdOf } from './session-store'

/** An operator's update has an action, and may set what it likes but for an access token's. */
const isRenewal = ({ runOptions }: RestWrite) => runOptions.action === undefined

/** When what a session was made from ends; nothing where there is none, or it has no end. */
async function endOfOrigin({ database }: RequestConfig, copy: Row): Promise<unknown> {
  const from = originIdOf(copy)
  if (from === undefined) return undefined
  const [session] = await database.find('_Session', { objectId: from }, { limit: 1 })
  return session?.expiresAt
}

async function limit({ config, data }: RestWrite, session: Row, limits: SessionLimits): Promise<void> {
  if (isLent(session) || isOfLink(session)) {
    delete data.expiresAt
    return
  }
  const ends = [await endOfOrigin(config, session), data.expiresAt].map((date) => timeOf(date) ?? Infinity)
  const end = Math.min(...ends, endOf({ ...session, expiresAt: undefined }, limits))
  if (Number.isFinite(end)) data.expiresAt = dateValue(end)
}

export const renewalHooks = (limits: SessionLimits): Hooks => ({
  'RestWrite.checkRestrictedFields': async function (next) {
    await next()
    if (this.className !== '_Session' || !this.query || !('expiresAt' in this.data)) return
    const [session] = await this.config.database.find('_Session', this.query)
    if (!session) return
    if (isRenewal(this)) await limit(this, session, limits)
    else if (isBearerSession(session.sessionToken)) delete this.data.expiresAt
  },
})
