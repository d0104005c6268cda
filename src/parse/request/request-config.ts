/** parse-server's configuration for a request that reaches it by none of its own routes. */
import { parseError } from '../errors'
import { internals, type Request, type RequestConfig } from '../internals'

/**
 * @param request what triggers are told of it
 * @throws {Parse.Error} 100 when the server has been closed.
 */
export function configFor(appId: string, { headers, ip }: Pick<Request, 'headers' | 'ip'>): RequestConfig {
  const config = internals.Config().get(appId)
  if (!config) throw parseError('CONNECTION_FAILED', 'The server is closing. Try again soon.')
  return Object.assign(config, { headers, ip })
}
