/**
 * What a host's `beforeSave` has changed is in the answer of a write, as it is stored. Parse Server takes each set-up by SMS
 * for a change, whose code would be in its answer.
 */
import { isRecord } from '../../option-kinds/kinds'
import { hasKey } from '../../parse/auth-of'
import type { Hooks } from '../../parse/hooks'
import { withoutIdentity } from '../../parse/request/echoes'

/** As users read it. */
const isShown = (mfa: unknown) => isRecord(mfa) && Object.keys(mfa).join() === 'status'

export const answerHooks: Hooks = {
  'RestWrite.filterProtectedFieldsInResponse': async function (next) {
    const answer = this.className === '_User' && !hasKey(this.auth) ? this.response : null
    const authData = answer?.response.authData
    if (answer && isRecord(authData) && 'mfa' in authData && !isShown(authData.mfa))
      answer.response = withoutIdentity('mfa', answer.response)
    await next()
  },
}
