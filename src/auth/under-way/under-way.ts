/** Log-ins that are on their way when what lets them in goes: by a new password, an unlink, a block, or a deletion. */
import type { Part } from '../../part/part'
import { logInHooks, passwordHooks } from './log-ins'
import { createTurns } from './turns'

/** Before the part that knows hashes of other kinds, whose log-ins have the hash that was there. */
export const underWay: Part = {
  name: 'under way',
  prepare: () => [passwordHooks],
  start: async ({ store }) => ({ hooks: logInHooks(createTurns(store)) }),
}
