/** Mirrors the roles that a provider names to Parse Roles, within a prefix of their own. */
import { isRecord } from '../../../option-kinds/kinds'
import { internals, type RequestConfig, type Row } from '../../../parse/internals'
import { userPointer } from '../../../parse/values'
import type { RoleOptions } from '../options'
import type { RoleTrust } from './role-trust'

/** As parse-server has it for the names of roles. */
const roleName = /^[0-9a-zA-Z_\- ]+$/

const change = (op: 'AddRelation' | 'RemoveRelation', userId: string) => ({
  users: { __op: op, objects: [userPointer(userId)] },
})

const memberOf = (value: unknown, name: string) =>
  isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined

/** What the roles of a user under the prefix are to be. */
export interface WantedRoles {
  prefix: string
  names: string[]
}

/** The claim of that name; without one, what the name leads to as a path, as `realm_access.roles`. */
export const claimAt = (claims: Record<string, unknown>, name: string): unknown =>
  Object.hasOwn(claims, name) ? claims[name] : name.split('.').reduce<unknown>(memberOf, claims)

/** Names of Parse Roles for what the claim lists; undefined where it says nothing about them, so that nothing changes. */
export function rolesIn(
  claims: Record<string, unknown>,
  { claim: name, prefix, whenMissing }: RoleOptions,
): WantedRoles | undefined {
  const claim = claimAt(claims, name) ?? (whenMissing === 'none' ? [] : undefined)
  if (!Array.isArray(claim)) return undefined
  const names = claim
    .filter((name) => typeof name === 'string' && name !== '')
    .map((name) => `${prefix}${name}`)
  const unusable = names.filter((name) => !roleName.test(name))
  if (unusable.length > 0)
    internals.logger().warn(`Roles whose names Parse can't have were left out: ${JSON.stringify(unusable)}`)
  return { prefix, names: [...new Set(names)].filter((name) => roleName.test(name)) }
}

async function rolesOf({ database }: RequestConfig, userId: string, prefix: string): Promise<Row[]> {
  const roles = await database.find('_Role', { users: userPointer(userId) })
  return roles.filter(({ name }) => String(name).startsWith(prefix))
}

async function update(config: RequestConfig, objectId: unknown, fields: Row): Promise<void> {
  await internals.rest().update(config, internals.auth().master(config), '_Role', { objectId }, fields)
}

async function roleNamed({ database }: RequestConfig, name: string): Promise<Row | undefined> {
  const [role] = await database.find('_Role', { name }, { limit: 1 })
  return role
}

const reportUntrusted = (name: string) =>
  internals
    .logger()
    .warn(
      `The role ${name} is given to nobody: others than the server may write it, have done so, or made it. ` +
        'Delete it, and a log-in makes it anew.',
    )

/** Nobody but the master key may read or change a role that is made here. */
async function add(
  config: RequestConfig,
  name: string,
  userId: string,
  isTrusted: RoleTrust['isTrusted'],
): Promise<void> {
  const members = change('AddRelation', userId)
  const join = async (role: Row) => {
    if (await isTrusted(role)) await update(config, role.objectId, members)
    else reportUntrusted(name)
  }
  const role = await roleNamed(config, name)
  if (role) return join(role)
  const master = internals.auth().master(config)
  try {
    await internals.rest().create(config, master, '_Role', { name, ACL: {}, ...members })
  } catch (thrown) {
    const made = await roleNamed(config, name)
    // Unless another log-in has made it in the meantime.
    if (!made) throw thrown
    await join(made)
  }
}

/**
 * Gives a user the roles that are wanted, and takes all others under the prefix. A role that is not trusted gets nobody.
 * @returns whether there were any to give
 */
export async function mirrorRoles(
  config: RequestConfig,
  userId: string,
  { prefix, names: wanted }: WantedRoles,
  { isTrusted }: Pick<RoleTrust, 'isTrusted'>,
): Promise<boolean> {
  const present = await rolesOf(config, userId, prefix)
  const presentNames = present.map(({ name }) => name)
  for (const { name, objectId } of present)
    if (!wanted.includes(String(name))) await update(config, objectId, change('RemoveRelation', userId))
  const lacking = wanted.filter((name) => !presentNames.includes(name))
  for (const name of lacking) await add(config, name, userId, isTrusted)
  return lacking.length > 0
}
