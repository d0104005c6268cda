/**
 * Guard: parse-server refuses whatever comes with a session that is over, also who signs up, logs in, logs out or asks for
 * a mail. An app that has kept the token of yesterday would neither be rid of it nor get another.
 */
import { hasCode } from '../../parse/errors'
import type { Hooks } from '../../parse/hooks'
import { internals } from '../../parse/internals'
import { currentRequest } from '../../parse/request/request'
import { needsNoSession } from './open-requests'

/** The session that a request was sent with; Cloud Code may look for others meanwhile. */
function requestWith(sessionToken: string) {
  const request = currentRequest()?.incoming
  return request && !request.auth && request.info?.sessionToken === sessionToken ? request : undefined
}

/** Answers these as without a session. */
export const deadSessionGuard: Hooks = {
  'Auth.getAuthForSessionToken': async (next, parts) => {
    try {
      return await next(parts)
    } catch (thrown) {
      const { config, installationId, sessionToken } = parts
      const request = hasCode(thrown, 'INVALID_SESSION_TOKEN') ? requestWith(sessionToken) : undefined
      if (!request || !config || !(await needsNoSession(request, config))) throw thrown
      return new (internals.auth().Auth)({ config, installationId, isMaster: false })
    }
  },
}
