/**
 * Roles under the prefix are the server's. Whoever is in one has what its name stands for, so a role that somebody else
 * has made, or could have put members into, must get no others.
 */
import { hasKey } from '../../../parse/auth-of'
import { refuse } from '../../../parse/errors'
import type { Hooks } from '../../../parse/hooks'
import type { RestWrite, Row } from '../../../parse/internals'
import type { ExpiringStore } from '../../../part/part'

/** Of the server's roles. */
export interface RoleTrust {
  /** Whether the server has made a role, and nobody but the server could write it ever since. */
  isTrusted: (role: Row) => Promise<boolean>
  /** Guards the names. */
  hooks: Hooks
}

/** What the store has of a role. */
const madeHere = 1
const changedByClient = 2
/** Roles stay. */
const aCentury = 100 * 365 * 24 * 60 * 60

const keyOf = (objectId: unknown) => `role:${String(objectId)}`

/** Without an ACL, everybody may. */
function mayOthersWrite({ ACL }: Row): boolean {
  const entries = Object.values((ACL ?? { '*': { write: true } }) as Record<string, { write?: boolean }>)
  return entries.some(({ write }) => write === true)
}

/** @param store keeps whose roles are whose, where no client can write */
export function createRoleTrust(store: Pick<ExpiringStore, 'note' | 'read'>, prefix: string): RoleTrust {
  const isOurs = (name: unknown) => typeof name === 'string' && name.startsWith(prefix)
  const note = (objectId: unknown, what: number) => store.note(keyOf(objectId), what, aCentury)

  function refuseName({ className, auth, data }: RestWrite): void {
    if (className === '_Role' && !hasKey(auth) && isOurs(data.name))
      refuse(
        'OPERATION_FORBIDDEN',
        `Names of roles that begin with ${prefix} are the server's: choose another.`,
      )
  }

  /** Before the role is there, so that log-ins at the same time find it trusted. */
  async function noteNew({ className, auth, query, data }: RestWrite): Promise<void> {
    if (className === '_Role' && !query && hasKey(auth) && isOurs(data.name))
      await note(data.objectId, madeHere)
  }

  /** Once it was allowed to. */
  async function noteChanged({ className, auth, query, config }: RestWrite): Promise<void> {
    if (className !== '_Role' || !query || hasKey(auth)) return
    const [role] = await config.database.find('_Role', { objectId: query.objectId }, { limit: 1 })
    if (role && isOurs(role.name)) await note(role.objectId, changedByClient)
  }

  return {
    isTrusted: async (role) => {
      if (mayOthersWrite(role)) return false
      const key = keyOf(role.objectId)
      return (await store.read([key])).get(key) === madeHere
    },
    hooks: {
      'RestWrite.checkRestrictedFields': async function (next) {
        await next()
        refuseName(this)
      },
      'RestWrite.runDatabaseOperation': async function (next) {
        await noteNew(this)
        await next()
        await noteChanged(this)
      },
    },
  }
}
