/**
 * What a host's `beforeSave` has changed is in the answer of a write, as it is stored. Parse Server takes each set-up by SMS
 * for a change, whose code would be in its answer.
 */
import { isRecord } from '../../option-kinds/kinds'
import { hasKey } from '../../parse/auth-of'
import type { Hooks } from '../../parse/hooks'

/** As users read it. */
const isShown = (mfa: unknown) => isRecord(mfa) && Object.keys(mfa).join() === 'status'

export const answerHooks: Hooks = {
  'RestWrite.filterProtectedFieldsInResponse': async function (next) {
    const answer = this.className === '_User' ? this.response?.response : undefined
    if (answer && isRecord(answer.authData) && !hasKey(this.auth) && !isShown(answer.authData.mfa)) {
      const { authData } = answer
      const names = Object.keys(authData).filter((name) => name !== 'mfa')
      answer.authData = Object.fromEntries(names.map((name) => [name, authData[name]]))
    }
    await next()
  },
}
