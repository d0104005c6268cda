/** Compares the application id and the key in the URL with the configured ones. */
import { isSameSecret } from '../../adapters/same-secret'
import type { BackendlessOptions } from './options'

/** Always compares both. */
export const areCredentials = (given: BackendlessOptions, options: BackendlessOptions): boolean =>
  [
    isSameSecret(given.applicationId, options.applicationId),
    isSameSecret(given.apiKey, options.apiKey),
  ].every(Boolean)
