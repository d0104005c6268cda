/** The cookie that holds a session: for this host alone, out of reach of scripts, and encrypted where the host is. */
import type { IncomingMessage } from 'node:http'
import { isSessionToken } from '../../parse/auth-of'

export interface SessionCookie {
  /** @param maxAge in seconds */
  write: (sessionToken: string, maxAge: number) => string
  clear: string
  /** The token of a session, if there is one; whether it is good, nobody has asked. */
  read: (headers: IncomingMessage['headers']) => string | undefined
}

/** With `__Host-` before its name, browsers take it from this very host only (RFC 6265bis, section 4.1.3). */
export function createSessionCookie(publicUrl: URL): SessionCookie {
  const isSecure = publicUrl.protocol === 'https:'
  const name = isSecure ? '__Host-accounts-session' : 'accounts-session'
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  return {
    write: (sessionToken, maxAge) => `${name}=${sessionToken}; Max-Age=${maxAge}; ${attributes}`,
    clear: `${name}=; Max-Age=0; ${attributes}`,
    read: ({ cookie = '' }) => {
      const values = cookie
        .split(/; */)
        .flatMap((each) => (each.startsWith(`${name}=`) ? each.slice(name.length + 1) : []))
      return values.find(isSessionToken)
    },
  }
}
