/** Whose limits by address a request counts for: nobody’s, where the address tells nothing of a client. */
import { reasonOf } from '../../errors'
import type { Logger } from '../../parse/internals'
import { currentRequest, type RequestContext } from '../../parse/request/request'
import { networkOf } from './network'
import type { Limits } from './options'

/** A request with an address. */
type Origin = Pick<RequestContext, 'ip' | 'headers' | 'hasUnknownOrigin' | 'isOperator'>

export type AddressOf = (request?: Origin) => string | undefined

/** @returns the network of the client; nothing for operators, for who is exempt, and behind a proxy that nobody trusts */
export function createAddressOf({ exempt }: Limits, logger: Logger): AddressOf {
  function isExempt(ip: string, headers: Origin['headers']): boolean {
    try {
      return exempt?.({ ip, headers }) === true
    } catch (thrown) {
      logger.error(`limits.exempt failed, and exempts nobody: ${reasonOf(thrown)}`)
      return false
    }
  }
  return (request = currentRequest()) => {
    if (!request?.ip || request.hasUnknownOrigin || request.isOperator()) return undefined
    return isExempt(request.ip, request.headers) ? undefined : networkOf(request.ip)
  }
}
