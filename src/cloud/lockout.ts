/** Accounts that lock after failed log-ins, where the host wants them to: what parse-server's own lockout lacks. */
import { type LockoutRule, lock } from '../auth/lockout/account'
import { logInHooks } from '../auth/lockout/log-ins'
import { createUnknownNames } from '../auth/lockout/unknown-names'
import type { Hooks } from '../parse/hooks'
import type { Events, ParseOptions, Part } from '../part/part'

/** Whoever has the mailbox may unlock the account, unless the host says no. */
function withUnlocking(options: ParseOptions): ParseOptions {
  if (!options.accountLockout) return options
  const given = options.accountLockout as { unlockOnPasswordReset?: boolean }
  return {
    ...options,
    accountLockout: { ...given, unlockOnPasswordReset: given.unlockOnPasswordReset ?? true },
  }
}

const lockHooks = (events: Events): Hooks => ({
  'AccountLockout._setLockoutExpiration': async function (next) {
    const { database, accountLockout } = this._config
    const until = await lock(database, this._user, accountLockout)
    // Whatever ours makes of it: parse-server has the last word on locks.
    await next()
    // Once for each lock.
    if (until) events.emit('locked', this, until)
  },
})

export const lockout: Part = {
  name: 'lockout',
  parseOptions: withUnlocking,
  start: async ({ config, events, store }) => {
    if (!config.accountLockout) return {}
    const rule: LockoutRule = config.accountLockout
    const unknown = createUnknownNames(await store(), rule)
    return { hooks: [logInHooks(rule, unknown), lockHooks(events)] }
  },
}
