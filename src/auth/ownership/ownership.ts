/** Keeps accounts their owners': what parse-server would let others do to them. */
import type { ParseConfig } from '../../server/internals'
import { hookChangedAddresses } from './changed-address'
import { hookMfaRequests } from './mfa-requests'
import { hookOthersCredentials } from './others-credentials'
import { hookVerificationRequests } from './verification-requests'

/**
 * To be called when Parse Server has started, before whatever else stands around it.
 * @returns a function that takes the hooks back
 */
export function hookOwnership(config: ParseConfig): () => void {
  const restores = [
    hookChangedAddresses(),
    hookVerificationRequests(config.userController),
    hookMfaRequests(config),
    hookOthersCredentials(),
  ]
  return () => restores.reverse().forEach((restore) => restore())
}
