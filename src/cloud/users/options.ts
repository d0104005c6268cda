/** The options of `userData`: what the host does with its own classes where a user is deleted or exported. */
import { z } from 'zod'
import { functionOf } from '../../option-kinds/kinds'
import type { UserDataRequest } from '../../api/users'

const hook = functionOf<(about: UserDataRequest) => unknown>(
  'expected a function that gets { userId }',
).optional()

/** The declaration of `userData`. */
export const userDataOptions = z.strictObject(
  {
    delete: hook.describe(
      'Deletes what your classes have of a user. It runs before `accounts.users.delete` deletes the user, and again where that is called again.',
    ),
    export: hook.describe(
      'Returns what your classes have of a user, for `accounts.users.export`; without secrets.',
    ),
  },
  { error: 'expected { delete, export }' },
)

export type UserDataOptions = z.output<typeof userDataOptions>
