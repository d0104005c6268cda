/**
 * What users see of some identities is less than what is stored. SDKs send all of `authData` back when another provider is
 * linked: parse-server would take what they saw for a change.
 */
import { isRecord } from '../../option-kinds/kinds'
import type { Hooks } from '../hooks'
import type { Fields } from '../internals'

/** Without its identity; without `authData`, where there is no other. */
export function withoutIdentity(provider: string, fields: Fields): Fields {
  const { authData, ...others } = fields
  const links = Object.entries(authData as Fields).filter(([name]) => name !== provider)
  return links.length === 0 ? others : { ...others, authData: Object.fromEntries(links) }
}

/** @param shown the fields that users see of the provider's identities: an identity of just these is no change */
export const echoHooks = (provider: string, shown: string[]): Hooks => ({
  'rest.update': (next, config, auth, className, where, fields, ...rest) => {
    const identity =
      className === '_User' && isRecord(fields.authData) ? fields.authData[provider] : undefined
    const isEcho = isRecord(identity) && Object.keys(identity).join() === shown.join()
    return next(config, auth, className, where, isEcho ? withoutIdentity(provider, fields) : fields, ...rest)
  },
})
