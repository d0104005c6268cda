/** Whose session a request of a browser has, for hosts that render on the server. */
import type { BrowserSession, SessionOf } from '../../api/browser-session'
import { type Auth, internals, type RequestConfig } from '../../parse/internals'
import { isFromHere } from '../forms/same-site'
import { createSessionCookie } from './cookie'

type User = BrowserSession['user']

const harmless = ['GET', 'HEAD', 'OPTIONS']

/** Who has a session; nobody where it has ended. */
export async function authBy(config: RequestConfig, sessionToken: string): Promise<Auth | undefined> {
  try {
    return await internals.auth().getAuthForSessionToken({ config, sessionToken })
  } catch (thrown) {
    const { INVALID_SESSION_TOKEN } = internals.Parse().Error
    if ((thrown as { code?: unknown }).code === INVALID_SESSION_TOKEN) return undefined
    throw thrown
  }
}

/** Another site may send what changes something, with the cookie, from the browser of whoever is signed in. */
export function createSessionOf(appId: string, publicUrl: URL): SessionOf {
  const cookie = createSessionCookie(publicUrl)
  return async (req) => {
    const sessionToken = cookie.read(req.headers)
    const config = internals.Config().get(appId)
    const isHarmless = harmless.includes(req.method ?? 'GET')
    if (!config || sessionToken === undefined) return null
    if (!isHarmless && !isFromHere(req, publicUrl.origin, req.headers.origin === undefined)) return null
    const user = (await authBy(config, sessionToken))?.user
    return user?.id === undefined ? null : { userId: user.id, sessionToken, user: user as User }
  }
}
