/**
 * What may be seen of the identities of users: names, and ids, which are no secrets, but for those that are the
 * credential.
 */
import { isRecord } from '../option-kinds/kinds'

/** Whose id alone lets in, or that are no identity. */
export const withoutId: readonly string[] = ['anonymous', 'mfa']

/** @returns nothing where there is no id, or where it is a secret */
export const shownId = (provider: string, identity: unknown): string | undefined =>
  !withoutId.includes(provider) && isRecord(identity) && typeof identity.id === 'string'
    ? identity.id
    : undefined
