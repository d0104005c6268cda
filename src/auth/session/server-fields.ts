/** What the server notes of a session: in fields that clients can neither read nor write, and GraphQL does not know. */
import { circumstances } from '../../parse/request/circumstances'
import type { Hooks } from '../../parse/hooks'
import type { ParseConfig, Row } from '../../parse/internals'
import { hiddenFromGraphQL, unwritableFieldHooks } from '../../parse/protected-field'
import { currentRequest } from '../../parse/request/request'
import { dateValue } from '../../parse/values'
import { isOperators } from './session-store'

/** Their names, which no field of a host's should have. */
export const serverFields = {
  loggedInAt: 'accountsLoggedInAt',
  /** When a provider has last asked who it is, which may be long before the log-in. */
  authenticatedAt: 'accountsAuthenticatedAt',
  lastUsedAt: 'accountsLastUsedAt',
  confirmedAt: 'accountsConfirmedAt',
  device: 'accountsDevice',
  address: 'accountsAddress',
} as const

export const serverFieldNames: string[] = Object.values(serverFields)

/**
 * Adds the fields to the class, so that no client has to be allowed to.
 * @throws {Parse.Error} 111 when sessions have fields of these names and other types.
 */
export async function addServerFields({ databaseController }: ParseConfig): Promise<void> {
  const { device, address, ...dateFields } = serverFields
  const now = dateValue(Date.now())
  const dates = Object.fromEntries(Object.values(dateFields).map((name) => [name, now]))
  const example = { ...dates, [device]: 'device', [address]: 'address' }
  await (await databaseController.loadSchema()).validateObject('_Session', example, {})
}

/**
 * A use of a session just now, and from where: an address that may be anybody's, and an operator's, are nobody's
 * business.
 */
export function useNow(session: Row, nowMs: number): Row {
  const { ip, device } = isOperators(session) ? {} : circumstances()
  const address = currentRequest()?.hasUnknownOrigin ? undefined : ip
  return {
    [serverFields.lastUsedAt]: dateValue(nowMs),
    ...(device !== undefined && { [serverFields.device]: device }),
    ...(address !== undefined && { [serverFields.address]: address }),
  }
}

export const serverFieldHooks: Hooks[] = [
  unwritableFieldHooks('_Session', serverFieldNames, 'What the server notes of a session can’t be set.'),
  hiddenFromGraphQL('_Session', serverFieldNames),
]
