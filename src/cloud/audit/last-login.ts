/** `lastLoginAt` and `loginCount` of users, for who wants them: their owner reads them, and nobody but the server writes. */
import type { Hooks } from '../../parse/hooks'
import type { ParseConfig } from '../../parse/internals'
import { protectedFieldHooks, unwritableFieldHooks } from '../../parse/protected-field'
import { dateValue } from '../../parse/values'

export const lastLoginFields = ['lastLoginAt', 'loginCount'] as const

/** @throws {Parse.Error} 111 when users have fields of these names and other types. */
export async function addFields({ databaseController }: ParseConfig): Promise<void> {
  const schema = await databaseController.loadSchema()
  await schema.validateObject('_User', { lastLoginAt: dateValue(Date.now()), loginCount: 1 }, {})
}

export const noteLogIn = ({ databaseController }: ParseConfig, userId: string): Promise<unknown> =>
  databaseController.update(
    '_User',
    { objectId: userId },
    { lastLoginAt: dateValue(Date.now()), loginCount: { __op: 'Increment', amount: 1 } },
  )

export const lastLoginHooks: Hooks[] = [
  protectedFieldHooks('_User', lastLoginFields),
  unwritableFieldHooks('_User', lastLoginFields, 'lastLoginAt and loginCount are written by the server.'),
]
