/** Who has a name, an address or an identity already, of those who are there and of those who are under way. */
import { folded } from '../../auth/ownership/addresses'
import { isPostgres, type ParseConfig, type Row } from '../../parse/internals'
import type { NewUser } from './user'

type Controller = ParseConfig['databaseController']

/** What two users can't both have, and what it is called. A name may be an address: one is the other's nowhere. */
function keysOf({ objectId, username, email, authData }: Row): Map<string, string> {
  const keys = new Map<string, string>([[`id ${String(objectId)}`, 'objectId']])
  if (typeof username === 'string') keys.set(`name ${String(folded(username))}`, 'username')
  if (typeof email === 'string') keys.set(`name ${String(folded(email))}`, 'email')
  for (const [provider, identity] of Object.entries((authData ?? {}) as Record<string, Row | null>))
    if (typeof identity?.id === 'string') keys.set(`${provider} ${identity.id}`, `authData.${provider}`)
  return keys
}

const namesOf = (users: Row[]) => [
  ...new Set(
    users.flatMap(({ username, email }) => [username, email]).filter((name) => typeof name === 'string'),
  ),
]

const byName = `SELECT "objectId", username, email, "authData" FROM "_User"
  WHERE lower(username) = ANY(ARRAY(SELECT lower(name) FROM unnest($1::text[]) AS given (name)))
  UNION SELECT "objectId", username, email, "authData" FROM "_User"
  WHERE lower(email) = ANY(ARRAY(SELECT lower(name) FROM unnest($1::text[]) AS given (name)))`

/** In any case. Of many names at once, the controller asks PostgreSQL so that no index helps. */
async function findByNames(database: Controller, names: string[]): Promise<Row[]> {
  const { adapter } = database
  if (isPostgres(adapter)) return adapter._client.any(byName, [names])
  const where = { $or: [{ username: { $in: names } }, { email: { $in: names } }] }
  return database.find('_User', where, { caseInsensitive: true })
}

async function findByIdentities(database: Controller, users: Row[]): Promise<Row[]> {
  const ids = new Map<string, string[]>()
  for (const { authData } of users)
    for (const [provider, identity] of Object.entries((authData ?? {}) as Record<string, Row>))
      if (typeof identity.id === 'string') ids.set(provider, [...(ids.get(provider) ?? []), identity.id])
  const found = [...ids].map(([provider, $in]) =>
    database.find('_User', { [`authData.${provider}.id`]: { $in } }),
  )
  return (await Promise.all(found)).flat()
}

const identities = ({ authData }: Row) => [...keysOf({ authData })].filter(([, name]) => name !== 'objectId')

/** Whether it is the user whom an earlier run has taken. Passwords don't count: they are hashed anew. */
function isSame({ row, isNamedHere, hasNewId }: NewUser, other: Row): boolean {
  const own = keysOf(other)
  return (
    (hasNewId || row.objectId === other.objectId) &&
    (isNamedHere || folded(row.username) === folded(other.username)) &&
    folded(row.email) === folded(other.email ?? undefined) &&
    identities(row).every(([key]) => own.has(key))
  )
}

/** Why a user is not to be written: is there already, or somebody else has something of theirs. */
export type Owned = 'present' | { taken: string }

/** Who has what. */
export interface Others {
  /** Reads what others have of what these users want. */
  load: (users: NewUser[]) => Promise<void>
  /** What a user wants, is theirs from then on, unless it is somebody's. */
  claim: (user: NewUser) => Owned | undefined
  /** Gives back what a user has claimed who could not be written. */
  release: (user: NewUser) => void
}

/** @param isKept whether those of earlier calls count, too: nobody writes them in a dry run */
export function createOthers(database: Controller, isKept: boolean): Others {
  const owners = new Map<string, Row>()
  const add = (row: Row) => {
    for (const key of keysOf(row).keys()) owners.set(key, row)
  }
  return {
    load: async (users) => {
      if (!isKept) owners.clear()
      const rows = users.map(({ row }) => row)
      const ids = rows.map(({ objectId }) => objectId)
      const found = await Promise.all([
        findByNames(database, namesOf(rows)),
        database.find('_User', { objectId: { $in: ids } }),
        findByIdentities(database, rows),
      ])
      found.flat().forEach(add)
    },
    claim: (user) => {
      for (const [key, name] of keysOf(user.row)) {
        const owner = owners.get(key)
        if (owner) return isSame(user, owner) ? 'present' : { taken: name }
      }
      // Not the whole row: a dry run keeps all of them.
      const { objectId, username, email, authData } = user.row
      add({ objectId, username, email, authData })
      return undefined
    },
    release: ({ row }) => {
      for (const key of keysOf(row).keys()) owners.delete(key)
    },
  }
}
