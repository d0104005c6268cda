/** Cookies of the pages: for this host alone, out of reach of scripts, and encrypted where the host is. */
import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isSessionToken } from '../../parse/auth-of'
import type { RequestConfig } from '../../parse/internals'

export interface Cookie {
  /** @param maxAge in seconds */
  write: (value: string, maxAge: number) => string
  clear: string
  /** Its value, if there is one that may be its; whether it is good, nobody has asked. */
  read: (headers: IncomingMessage['headers']) => string | undefined
}

/** Whose cookies they are. */
export interface CookieServer {
  config: { appId: string }
  publicUrl: URL
}

/** Browsers keep the cookies of a host together, whatever its ports and paths: two servers there must not take each other's. */
const markOf = ({ config: { appId }, publicUrl: { host, pathname } }: CookieServer) =>
  hash('sha256', JSON.stringify([appId, host, pathname])).slice(0, 8)

/** With `__Host-` before its name, browsers take it from this very host only (RFC 6265bis, section 4.1.3). */
export function createCookie(
  server: CookieServer,
  usualName: string,
  isValue: (value: string) => boolean,
): Cookie {
  const isSecure = server.publicUrl.protocol === 'https:'
  const name = `${isSecure ? '__Host-' : ''}${usualName}-${markOf(server)}`
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  return {
    write: (value, maxAge) => `${name}=${value}; Max-Age=${maxAge}; ${attributes}`,
    clear: `${name}=; Max-Age=0; ${attributes}`,
    read: ({ cookie = '' }) => {
      const values = cookie
        .split(/; */)
        .flatMap((each) => (each.startsWith(`${name}=`) ? each.slice(name.length + 1) : []))
      return values.find(isValue)
    },
  }
}

/** The one that holds a session. */
export const createSessionCookie = (server: CookieServer): Cookie =>
  createCookie(server, 'accounts-session', isSessionToken)

const yearSeconds = 31_536_000

/**
 * As long as a session can last: the server ends it sooner by itself.
 * @param maxMs of one that is renewed by its use
 */
export const cookieSeconds = (
  { sessionLength = yearSeconds, expireInactiveSessions, extendSessionOnUse }: RequestConfig,
  maxMs: number,
): number =>
  expireInactiveSessions && !extendSessionOnUse ? sessionLength : Math.min(maxMs / 1000, yearSeconds)
