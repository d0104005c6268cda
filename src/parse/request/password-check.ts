/**
 * A password that is checked where nothing is to be written: by all that stands around an update of a user with
 * `currentPassword` (limits, lockout, security events), which ends when the password is found right.
 */
import { createScope } from './scope'

const checking = createScope<true>('password check')

/** @param work an update of a user with nothing but `currentPassword` */
export const asPasswordCheck = <Result>(work: () => Result): Result => checking.run(true, work)

export const isPasswordCheck = (): boolean => checking.get() === true
