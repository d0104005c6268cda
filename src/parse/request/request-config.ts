/** parse-server's configuration, as it is now, for whoever comes by none of its own routes. */
import { parseError } from '../errors'
import { internals, type Request, type RequestConfig } from '../internals'

type Sender = Pick<Request, 'headers' | 'ip'>

/**
 * A new one each time.
 * @throws {Parse.Error} 100 when the server has been closed.
 */
export function configOf(appId: string) {
  const config = internals.Config().get(appId)
  if (!config) throw parseError('CONNECTION_FAILED', 'The server is closing. Try again soon.')
  return config
}

/**
 * @param sender what triggers are told of a request
 * @throws {Parse.Error} 100 when the server has been closed.
 */
export const configFor = (
  appId: string,
  { headers, ip }: Sender = { headers: {}, ip: undefined },
): RequestConfig => Object.assign(configOf(appId), { headers, ip })
