/**
 * What users see of their second factor is `{ status }`. SDKs send all of `authData` back when another provider is linked:
 * parse-server would take that for a wrong code, and refuse the link.
 */
import { isRecord } from '../../option-kinds/kinds'
import type { Hooks } from '../../parse/hooks'
import type { Fields } from '../../parse/internals'

const isEcho = (mfa: unknown) => isRecord(mfa) && Object.keys(mfa).join() === 'status'

function withoutEcho(fields: Fields): Fields {
  const { authData, ...others } = fields
  if (!isRecord(authData) || !isEcho(authData.mfa)) return fields
  const links = Object.entries(authData).filter(([name]) => name !== 'mfa')
  return links.length === 0 ? others : { ...others, authData: Object.fromEntries(links) }
}

/** Outside of what looks at changes of a second factor: this is none. */
export const echoHooks: Hooks = {
  'rest.update': (next, config, auth, className, where, fields, ...rest) =>
    next(config, auth, className, where, className === '_User' ? withoutEcho(fields) : fields, ...rest),
}
