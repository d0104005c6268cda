/** Types of what locks accounts after failed log-ins. */
import type { Row } from './database'
import type { RequestConfig, UserController } from './request-config'

/** The configuration of a request to a server that locks accounts. */
interface LockingConfig extends RequestConfig {
  /** @param duration minutes */
  accountLockout: { duration: number; threshold: number; unlockOnPasswordReset?: boolean }
  userController: UserController
}

/** One attempt to log in to an account. */
export interface AccountLockout {
  /** The user's row, with all that it has. */
  _user: Row
  _config: LockingConfig
}

export interface AccountLockoutClass {
  new (
    user: Row,
    config: RequestConfig,
  ): {
    /** Rejects with 101 when the account is locked. Does nothing where no accounts are. */
    handleLoginAttempt(succeeds: boolean): Promise<unknown>
    /** Rejects with 101 when the account is locked. Only where accounts are. */
    _notLocked(): Promise<unknown>
    _setFailedLoginCount(value: number): Promise<unknown>
  }
  prototype: {
    /** Locks the account, when it has had enough failed log-ins. */
    _setLockoutExpiration: (this: AccountLockout) => Promise<unknown>
    /** With 0, it counts anew. */
    _setFailedLoginCount: (this: AccountLockout, value: number) => Promise<unknown>
  }
}
