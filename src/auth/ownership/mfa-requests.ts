/**
 * Whoever asks parse-server's adapter for MFA for a code at log-in has proven a password at most. The adapter saves the
 * code with the master key, and with it all that stands in the body of the log-in.
 */
import { parseError } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import type { Fields, ParseConfig, ParseUser, Provider, RequestConfig } from '../../parse/internals'
import { dateValue } from '../../parse/values'

/** What parse-server hands to an adapter. */
interface AdapterRequest {
  config: RequestConfig
  original?: ParseUser
}

interface Mfa extends Fields {
  mobile?: unknown
  expiry?: unknown
}

/** Adapters of a host may save what they like. */
const isOfParseServer = (options: unknown) =>
  typeof options === 'object' &&
  options !== null &&
  !['module', 'class', 'adapter'].some((key) => key in options)

/** Only to the number that got the code: MFA may have been changed meanwhile. */
async function writeCode(
  { config, original }: AdapterRequest,
  { mobile, token, expiry }: Mfa,
): Promise<void> {
  const where = { objectId: original?.id, 'authData.mfa.mobile': mobile }
  const [user] = await config.database.find('_User', where, { limit: 1 })
  const { mfa } = (user?.authData ?? {}) as { mfa?: Mfa }
  if (!mfa) throw parseError('SCRIPT_FAILED', 'Invalid MFA token')
  const withCode = { ...mfa, token, expiry: dateValue(Number(expiry)) }
  await config.database.update('_User', where, { authData: { mfa: withCode } })
}

/** What the adapter takes for the user: of it, the code is saved and nothing else. */
function codeOnly(request: AdapterRequest): object {
  let mfa: Mfa = {}
  return {
    set: (_field: 'authData', authData: { mfa: Mfa }) => void (mfa = authData.mfa),
    save: () => writeCode(request, mfa),
  }
}

function savingCodes(provider: Provider): Provider {
  const { validator } = provider
  if (!validator) return provider
  return {
    ...provider,
    validator: (authData, asking, user, request) => {
      const object = { value: codeOnly(request as AdapterRequest) }
      return validator(authData, asking, user, Object.create(request as object, { object }))
    },
  }
}

export const mfaRequestHooks = ({ auth }: Pick<ParseConfig, 'auth'>): Hooks =>
  isOfParseServer(auth?.mfa)
    ? {
        'authDataManager.getValidatorForProvider': (next, name) => {
          const provider = next(name)
          return name === 'mfa' && provider ? savingCodes(provider) : provider
        },
      }
    : {}
