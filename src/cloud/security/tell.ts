/** Tells of what matters to security: to listeners, and in one line of the log each. */
import type { SecurityEvent } from '../../api/security'
import type { ParseConfig } from '../../parse/internals'
import { currentRequest, type RequestContext } from '../../parse/request/request'
import type { Events } from '../../part/part'
import { actsAsUser, currentOperator } from '../../parse/request/operator'
import { deviceOf } from '../../parse/request/device'

/** Adds when, from where and with what it was done. */
export type Tell = (event: Omit<SecurityEvent, 'at'>) => void

/** What is not known is left out. */
const known = (event: object): SecurityEvent =>
  Object.fromEntries(
    Object.entries(event).filter(([, value]) => value !== undefined),
  ) as unknown as SecurityEvent

/** By a key, or by a session of the user that it is told of: another one may have just come in by the request. */
function isOperatorsDoing(request: RequestContext, userId: string | undefined): boolean {
  const auth = request.incoming?.auth
  return request.isOperator() || (actsAsUser(auth) && (userId === undefined || userId === auth?.user?.id))
}

export function createTell(
  events: Events,
  { loggerController }: Pick<ParseConfig, 'loggerController'>,
): Tell {
  return ({ type, ...details }) => {
    const request = currentRequest()
    const operator = currentOperator()
    const by =
      details.by ??
      operator?.by ??
      (request && isOperatorsDoing(request, details.userId) ? 'master' : undefined)
    const from = { ip: request?.ip, device: deviceOf(request?.userAgent) }
    const event = known({ type, at: new Date(), ...operator, ...from, ...details, ...(by && { by }) })
    loggerController.info(`Security event: ${type}`, event)
    events.emit('security', event)
  }
}
