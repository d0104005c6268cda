/** Cookies of the pages: for this host alone, out of reach of scripts, and encrypted where the host is. */
import type { IncomingMessage } from 'node:http'
import { isSessionToken } from '../../parse/auth-of'

export interface Cookie {
  /** @param maxAge in seconds */
  write: (value: string, maxAge: number) => string
  clear: string
  /** Its value, if there is one that may be its; whether it is good, nobody has asked. */
  read: (headers: IncomingMessage['headers']) => string | undefined
}

/** With `__Host-` before its name, browsers take it from this very host only (RFC 6265bis, section 4.1.3). */
export function createCookie(publicUrl: URL, usualName: string, isValue: (value: string) => boolean): Cookie {
  const isSecure = publicUrl.protocol === 'https:'
  const name = isSecure ? `__Host-${usualName}` : usualName
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
export const createSessionCookie = (publicUrl: URL): Cookie =>
  createCookie(publicUrl, 'accounts-session', isSessionToken)
