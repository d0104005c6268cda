/** Does to a Parse user what has been done to the user at Auth0. Twice, or too late, it changes nothing. */
import type { RequestConfig, Row } from '../../../parse/internals'
import type { ExpiringStore, Running } from '../../../part/part'
import { profileOf, syncProfile } from '../../oidc/profile'
import type { Provider } from '../../oidc/provider'
import type { Revocations } from '../../oidc/revocations'
import type { UserEvent } from './event'

export interface ApplyParts {
  provider: Provider
  store: Pick<ExpiringStore, 'note' | 'read'>
  revocations: Pick<Revocations, 'revokeSubject'>
  running: Pick<Running, 'sessions' | 'users'>
  /** Whether the Parse user goes with the user at Auth0. */
  deletesUsers: boolean
}

/** Auth0 tries for hours; what is older than that comes no more. */
const memorySeconds = 30 * 24 * 60 * 60
const keyOf = (subject: string) => `auth0-event:${subject}`

/** Seconds, counted from 2026: a column of 32 bits holds them until 2094. */
const since2026 = (epochMs: number) => Math.max(1, Math.floor((epochMs - Date.UTC(2026)) / 1000))

export function createApply({ provider, store, revocations, running, deletesUsers }: ApplyParts) {
  const { name, title } = provider
  const { sessions, users } = running

  async function isOutdated({ subject, at }: UserEvent): Promise<boolean> {
    const key = keyOf(subject)
    return ((await store.read([key])).get(key) ?? 0) > since2026(at)
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
  async function change(config: RequestConfig, user: Row, event: UserEvent): Promise<void> {
    if (event.kind === 'deleted') return remove(config, user, event.subject)
    await syncProfile(config, user, await profileOf(event.claims, provider), title)
  }

  return async (config: RequestConfig, event: UserEvent): Promise<void> => {
    const { kind, subject, at, isBlocked } = event
    if (await isOutdated(event)) return
    const isOut = kind === 'deleted' || isBlocked
    // Before anything else: who is out must not come in again meanwhile.
    if (isOut) await revocations.revokeSubject(subject)
    const [user] = await config.database.find('_User', { [`authData.${name}.id`]: subject }, { limit: 1 })
    if (user && isOut) await sessions.revoke(String(user.objectId))
    if (user) await change(config, user, event)
    // At last: one that fails is sent again.
    await store.note(keyOf(subject), since2026(at), memorySeconds)
  }
}
