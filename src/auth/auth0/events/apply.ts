/** Does to a Parse user what has been done to the user at Auth0. Twice, or too late, it changes nothing. */
import type { RequestConfig, Row } from '../../../parse/internals'
import type { ExpiringStore, Running } from '../../../part/part'
import { createStoreLock } from '../../../part/store-lock'
import { profileOf } from '../../oidc/profile/profile'
import { type Newest, since2026 } from '../../oidc/newest'
import type { ProfileSync } from '../../oidc/profile/word'
import type { UserProfile } from '../../oidc/options'
import type { Provider } from '../../oidc/provider'
import type { Revocations } from '../../oidc/revocations'
import type { UserEvent } from './event'

export interface ApplyParts {
  provider: Provider
  store: Pick<ExpiringStore, 'claim' | 'note' | 'read' | 'release'>
  revocations: Pick<Revocations, 'revokeSubject'>
  newest: Newest
  profiles: ProfileSync
  running: Pick<Running, 'sessions' | 'users'>
  /** Whether the Parse user goes with the user at Auth0. */
  deletesUsers: boolean
}

/** Auth0 tries for hours; what is older than that comes no more. */
const memorySeconds = 30 * 24 * 60 * 60
const keyOf = (subject: string) => `auth0-event:${subject}`
const turnOf = (subject: string) => `auth0-event-turn:${subject}`

export function createApply(parts: ApplyParts) {
  const { provider, store, revocations, newest, profiles, running, deletesUsers } = parts
  const { name } = provider
  const { sessions, users } = running
  const inTurn = createStoreLock(store)

  async function isOutdated({ subject, at }: UserEvent): Promise<boolean> {
    const key = keyOf(subject)
    return ((await store.read([key])).get(key) ?? 0) > since2026(at / 1000)
  }
  async function remove({ database }: RequestConfig, { objectId }: Row, subject: string): Promise<void> {
    if (deletesUsers) await users.delete(String(objectId))
    else
      await database.update(
        '_User',
        { objectId, [`authData.${name}.id`]: subject },
        { authData: { [name]: null } },
      )
  }
  const userOf = async ({ database }: RequestConfig, subject: string): Promise<Row | undefined> =>
    (await database.find('_User', { [`authData.${name}.id`]: subject }, { limit: 1 }))[0]

  /** Of two at a time, both would find that nothing newer was done, and the older one might be done last. */
  async function write(config: RequestConfig, event: UserEvent, profile?: UserProfile): Promise<void> {
    const { kind, subject, at } = event
    if (await isOutdated(event)) return
    const user = await userOf(config, subject)
    if (user && kind === 'deleted') await remove(config, user, subject)
    // A token may have told of something newer.
    if (user && profile && (await newest.isNewest('profile', subject, at / 1000)))
      await profiles.sync(config, { user, subject, profile, occasion: 'report' })
    // At last: one that fails is sent again.
    await store.note(keyOf(subject), since2026(at / 1000), memorySeconds)
  }

  return async (config: RequestConfig, event: UserEvent): Promise<void> => {
    const { kind, subject, isBlocked } = event
    if (await isOutdated(event)) return
    const isOut = kind === 'deleted' || isBlocked
    // Before anything else: who is out must not come in again meanwhile.
    if (isOut) await revocations.revokeSubject(subject)
    const user = await userOf(config, subject)
    if (user && isOut) await sessions.revoke(String(user.objectId))
    // Before its turn: the host may take its time, and newer ones would wait for that.
    const profile = user && kind !== 'deleted' ? await profileOf(event.claims, provider) : undefined
    await inTurn(turnOf(subject), () => write(config, event, profile))
  }
}
