/** What is kept of a user, as they may ask to have it: without secrets, and without who works for the host. */
import type { UserExport } from '../../api/users'
import { shownId } from '../../guards/shown-identities'
import { rolesOf } from '../../parse/auth-of'
import { type Fields, internals, type RequestConfig, type Row } from '../../parse/internals'
import { ownHistoryOf } from '../audit/history'
import type { UserDataParts } from './delete'
import { exportUserData } from './user-data'

async function readUser(config: RequestConfig, objectId: string): Promise<Row | undefined> {
  const master = internals.auth().master(config)
  const answer = await internals.rest().find(config, master, '_User', { objectId }, { limit: 1 })
  return (answer as { results: Row[] }).results[0]
}

/** Parse's own fields are hash and tokens. */
const isSecret = (name: string) => name.startsWith('_') || ['password', 'sessionToken'].includes(name)

const withoutSecrets = ({ authData: _identities, ...user }: Row): Row =>
  Object.fromEntries(Object.entries(user).filter(([name]) => !isSecret(name)))

const identitiesOf = ({ authData }: Row): UserExport['identities'] =>
  Object.entries((authData ?? {}) as Fields).flatMap(([provider, data]) => {
    const id = shownId(provider, data)
    return data ? [{ provider, ...(id !== undefined && { id }) }] : []
  })

/** @returns nothing where there is no such user */
export async function exportUser(
  { config, sessions, userData, seconds }: UserDataParts,
  userId: string,
): Promise<UserExport | undefined> {
  const user = await readUser(config, userId)
  if (!user) return undefined
  const data = await exportUserData(userData, { userId, seconds })
  return {
    exportedAt: new Date(),
    user: withoutSecrets(user),
    identities: identitiesOf(user),
    roles: await rolesOf(config, userId),
    sessions: await sessions.list(userId),
    history: await ownHistoryOf(config.database, userId),
    ...(data !== undefined && { data }),
  }
}
