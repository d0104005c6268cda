/** Whose session a request of a browser has, for hosts that render on the server. */
import type { BrowserSession, SessionOf } from '../../api/browser-session'
import { authOf } from '../../parse/auth-of'
import { internals } from '../../parse/internals'
import { isFromHere } from '../forms/same-site'
import { createSessionCookie } from './cookie'

type User = BrowserSession['user']

const harmless = ['GET', 'HEAD', 'OPTIONS']

/** Another site may send what changes something, with the cookie, from the browser of whoever is signed in. */
export function createSessionOf(appId: string, publicUrl: URL): SessionOf {
  const cookie = createSessionCookie(publicUrl)
  return async (req) => {
    const sessionToken = cookie.read(req.headers)
    const config = internals.Config().get(appId)
    const isHarmless = harmless.includes(req.method ?? 'GET')
    if (!config || sessionToken === undefined) return null
    if (!isHarmless && !isFromHere(req, publicUrl.origin, req.headers.origin === undefined)) return null
    const user = (await authOf(config, sessionToken))?.user
    return user?.id === undefined ? null : { userId: user.id, sessionToken, user: user as User }
  }
}
