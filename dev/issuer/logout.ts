/** Auth0's own log-out: ends the session and sends the browser to an address of the application. */
import type { RequestHandler } from 'express'
import type { Provider } from 'oidc-provider'
import { renderProblem } from './pages'
import { clientId } from './tenant'

/**
 * Handles `/v2/logout?client_id=…&returnTo=…`.
 * @param provider the present one, as it changes with its keys
 * @param returnUrls where people may be sent; the first one when the request names none
 */
export function logout(provider: () => Provider, returnUrls: readonly string[]): RequestHandler {
  return async (request, response) => {
    const { client_id: client, returnTo = returnUrls[0] } = request.query
    if (client !== clientId) return void response.status(400).send(renderProblem('unknown client_id'))
    if (typeof returnTo !== 'string' || !returnUrls.includes(returnTo))
      return void response.status(400).send(renderProblem('returnTo is not among the allowed logout URLs'))
    const context = provider().createContext(request, response)
    const session = await provider().Session.get(context)
    await session.destroy()
    response.redirect(returnTo)
  }
}
