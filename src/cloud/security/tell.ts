/** Tells of what matters to security: to listeners, and in one line of the log each. */
import type { SecurityEvent } from '../../api/security'
import type { ParseConfig } from '../../parse/internals'
import { currentRequest } from '../../parse/request/request'
import type { Events } from '../../part/part'
import { currentOperator } from '../../parse/request/operator'
import { deviceOf } from '../../parse/request/device'

/** Adds when, from where and with what it was done. */
export type Tell = (event: Omit<SecurityEvent, 'at'>) => void

/** What is not known is left out. */
const known = (event: object): SecurityEvent =>
  Object.fromEntries(
    Object.entries(event).filter(([, value]) => value !== undefined),
  ) as unknown as SecurityEvent

export function createTell(
  events: Events,
  { loggerController }: Pick<ParseConfig, 'loggerController'>,
): Tell {
  return ({ type, ...details }) => {
    const request = currentRequest()
    const operator = currentOperator()
    const by = details.by ?? operator?.by ?? (request?.isOperator() ? 'master' : undefined)
    const from = { ip: request?.ip, device: deviceOf(request?.userAgent) }
    const event = known({ type, at: new Date(), ...operator, ...from, ...details, ...(by && { by }) })
    loggerController.info(`Security event: ${type}`, event)
    events.emit('security', event)
  }
}
