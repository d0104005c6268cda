/** What is written of a user, and in which form. */
import { pipeline } from 'node:stream'
import { stringify } from 'csv-stringify'
import { blockOf, field as blockedField } from '../../auth/blocked/state'
import { shownId } from '../../guards/shown-identities'
import { isRecord } from '../../option-kinds/kinds'
import type { Row } from '../../parse/internals'
import { isRelation } from './draft'
import { shield } from './formulas'

/** That of an anonymous user is a password. */
function secretId(name: string, identity: unknown): string | undefined {
  const { id } = (isRecord(identity) ? identity : {}) as { id?: unknown }
  return name === 'anonymous' && typeof id === 'string' ? id : undefined
}

/** An identity is who somebody is; what else is stored of it may be a secret, as the seed of a second factor. */
function identitiesOf({ authData }: Row, hasHashes: boolean): Row | undefined {
  const known = Object.entries((authData ?? {}) as Row).flatMap(([name, identity]) => {
    const id = shownId(name, identity) ?? (hasHashes ? secretId(name, identity) : undefined)
    return id === undefined ? [] : [[name, { id }] as const]
  })
  return known.length > 0 ? Object.fromEntries(known) : undefined
}

const isoOf = (value: unknown) => (value as { iso?: unknown } | undefined)?.iso ?? value

/** What Parse Server keeps for itself is left out, and relations: whom they lead to is not in the row. */
const isOwn = ([name, value]: [string, unknown]) =>
  !name.startsWith('_') &&
  !isRelation(value) &&
  !['password', 'sessionToken', 'authData', blockedField].includes(name) &&
  value !== undefined

/** A user as `users import` reads one. */
export function exported(user: Row, hasHashes: boolean): Row {
  const { password, createdAt, updatedAt } = user
  const block = blockOf(user)
  const authData = identitiesOf(user, hasHashes)
  const fields: Row = Object.fromEntries(Object.entries(user).filter(isOwn))
  return {
    ...fields,
    ...(authData && { authData }),
    ...(block && { blocked: Object.keys(block).length > 0 ? block : true }),
    ...{ createdAt: isoOf(createdAt), updatedAt: isoOf(updatedAt) },
    ...(hasHashes && password !== undefined && { passwordHash: password }),
  }
}

const columns = [
  ...['objectId', 'username', 'email', 'emailVerified', 'authData', 'ACL', 'blocked'],
  ...['createdAt', 'updatedAt'],
]

/** Writes users, one after the other. */
type Write = (users: AsyncIterable<Row>) => AsyncIterable<unknown>

async function* linesOf(users: AsyncIterable<Row>): AsyncGenerator<string> {
  for await (const user of users) yield `${JSON.stringify(user)}\n`
}

async function* arrayOf(users: AsyncIterable<Row>): AsyncGenerator<string> {
  let before = '[\n'
  for await (const user of users) {
    yield before + JSON.stringify(user)
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

const csvOf =
  (hasHashes: boolean): Write =>
  (users) =>
    // Unlike `pipe`, it hands on what reading has thrown.
    pipeline(
      users,
      stringify({
        header: true,
        columns: [...columns, ...(hasHashes ? ['passwordHash'] : [])],
        cast: { boolean: String, object: (value) => JSON.stringify(value), string: shield },
      }),
      () => undefined,
    )

/** By the value of `--format`. */
export const formats: Record<string, (hasHashes: boolean) => Write> = {
  ndjson: () => linesOf,
  json: () => arrayOf,
  csv: csvOf,
}
