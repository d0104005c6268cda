/** Whose session a request of a browser has, for hosts that render on the server. */
import type { BrowserSession, SessionOf } from '../../api/browser-session'
import { authOf } from '../../parse/auth-of'
import { internals } from '../../parse/internals'
import { withinHostRequest } from '../../parse/request/request'
import { isFromHere } from '../forms/same-site'
import { type CookieServer, createSessionCookie } from './cookie'

type User = BrowserSession['user']

const harmless = ['GET', 'HEAD', 'OPTIONS']

/** Another site may send what changes something, with the cookie, from the browser of whoever is signed in. */
export function createSessionOf(server: CookieServer): SessionOf {
  const { publicUrl } = server
  const cookie = createSessionCookie(server)
  return async (req) => {
    const sessionToken = cookie.read(req.headers)
    const config = internals.Config().get(server.config.appId)
    const isHarmless = harmless.includes(req.method ?? 'GET')
    if (!config || sessionToken === undefined) return null
    if (!isHarmless && !isFromHere(req, publicUrl.origin, req.headers.origin === undefined)) return null
    const user = (await withinHostRequest(req, () => authOf(config, sessionToken)))?.user
    return user?.id === undefined ? null : { userId: user.id, sessionToken, user: user as User }
  }
}
