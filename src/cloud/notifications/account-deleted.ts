/** The notice that a user has deleted the account: the last mail to its address. */
import { circumstances } from '../../parse/request/circumstances'
import type { AccountEvents } from '../../part/part'
import type { Notices } from './send'

export const createAccountDeleted =
  ({ attempt, send }: Notices) =>
  ({ user }: AccountEvents['accountDeleted'][0]): void =>
    attempt('accountDeleted', () => send('accountDeleted', user, circumstances()))
