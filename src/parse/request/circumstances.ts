/** When, from where and with what something was done to an account. */
import { currentRequest } from './request'
import { deviceOf } from './device'
import { actsAsUser, isOperating } from './operator'

/** Values of templates. */
export interface Circumstances {
  when: Date
  ip?: string | undefined
  device?: string | undefined
}

/** An IPv4 address that was written as one of IPv6 (RFC 4291, section 2.5.5.2). */
const withoutPrefix = (ip: string | undefined) => ip?.replace(/^::ffff:(?=[\d.]+$)/i, '')

/** Of the request under way. Where an operator does it, users learn neither address nor device of the operator. */
export function circumstances(): Circumstances {
  const when = new Date()
  const request = currentRequest()
  if (!request || request.isOperator() || isOperating() || actsAsUser(request.incoming?.auth)) return { when }
  return { when, ip: withoutPrefix(request.ip), device: deviceOf(request.userAgent) }
}
