/**
 * parse-server checks what a log-in has sent in the order of the providers' names. It would ask for the second factor
 * before it knows who somebody is where a name comes after `mfa`: whoever knows an identity could lock its account, and
 * have codes sent.
 */
import type { Hooks } from '../../parse/hooks'
import type { Fields } from '../../parse/internals'
import type { Part } from '../../part/part'

/** What has been found out of each provider. */
interface Validated {
  authData: Fields
  authDataResponse: Fields
}

const merged = (first: Validated, last: Validated): Validated => ({
  authData: { ...first.authData, ...last.authData },
  authDataResponse: { ...first.authDataResponse, ...last.authDataResponse },
})

const hooks: Hooks = {
  'Auth.handleAuthDataValidation': async (next, authData, write, found) => {
    const { mfa, ...others } = authData
    if (mfa === undefined || Object.keys(others).length === 0) return next(authData, write, found)
    const first = (await next(others, write, found)) as Validated
    return merged(first, (await next({ mfa }, write, found)) as Validated)
  },
}

/** Innermost: what else stands around the check of credentials does so once. */
export const secondFactorLast: Part = {
  name: 'second factor last',
  start: async () => ({ hooks: [hooks] }),
}
