/** Keeps accounts their owners': what parse-server would let others do to them. */
import type { DatabaseClass, ParseConfig } from '../../server/internals'
import type { Ledger } from '../../server/ledger'
import { createAddressLocks } from './address-locks'
import { hookChangedAddresses } from './changed-address'
import { hookEmailFirst } from './email-first'
import { hookMfaRequests } from './mfa-requests'
import { hookNamesAndAddresses } from './names-and-addresses'
import { hookOthersCredentials } from './others-credentials'
import { hookVerificationRequests } from './verification-requests'

/** What it needs of the rest. */
export interface OwnershipParts {
  config: ParseConfig
  openLedger: () => Promise<Ledger>
}

/**
 * To be called when Parse Server has started, before whatever else stands around it.
 * @returns a function that takes the hooks back
 */
export function hookOwnership({ config, openLedger }: OwnershipParts): () => void {
  const controllers = Object.getPrototypeOf(config.databaseController) as DatabaseClass
  const locks = createAddressLocks(controllers, openLedger)
  const restores = [
    locks.restore,
    hookChangedAddresses(),
    hookNamesAndAddresses(locks),
    hookEmailFirst(config),
    hookVerificationRequests(config.userController),
    hookMfaRequests(config),
    hookOthersCredentials(),
  ]
  return () => restores.reverse().forEach((restore) => restore())
}
