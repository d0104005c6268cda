/**
 * Whoever asks parse-server's adapter for MFA for a code at log-in has proven a password at most. The adapter saves the
 * code with the master key, and with it all that stands in the body of the log-in.
 */
import { parseError } from '../../parse/errors'
import { dateValue } from '../../parse/values'
import type { AdapterRequest } from './adapter'
import { type Mfa, mfaIn } from './factors'

/** Only to the number that got the code: MFA may have been changed meanwhile. */
async function writeCode(
  { config, original }: AdapterRequest,
  { mobile, token, expiry }: Mfa,
): Promise<void> {
  const where = { objectId: original?.id, 'authData.mfa.mobile': mobile }
  const [user] = await config.database.find('_User', where, { limit: 1 })
  const mfa = user && mfaIn(user)
  if (!mfa) throw parseError('SCRIPT_FAILED', 'Invalid MFA token')
  const withCode = { ...mfa, token, expiry: dateValue(Number(expiry)) }
  await config.database.update('_User', where, { authData: { mfa: withCode } })
}

/** What the adapter takes for the user: of it, the code is saved and nothing else. */
export function codeOnly(request: AdapterRequest): object {
  let mfa: Mfa = {}
  return {
    set: (_field: 'authData', authData: { mfa: Mfa }) => void (mfa = authData.mfa),
    save: () => writeCode(request, mfa),
  }
}
