/** Compares the application id and the key in the URL with the configured ones. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { BackendlessOptions } from './options'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** In constant time: digests have one length, whatever a client sends. */
const isSame = (given: string, expected: Buffer) => timingSafeEqual(digest(given), expected)

/** @returns whether these are the configured ones; always compares both */
export function createCredentialCheck(options: BackendlessOptions) {
  const [applicationId, apiKey] = [digest(options.applicationId), digest(options.apiKey)]
  return (given: BackendlessOptions): boolean =>
    [isSame(given.applicationId, applicationId), isSame(given.apiKey, apiKey)].every(Boolean)
}
