/**
 * The Dashboard's cookie behind TLS. The Dashboard names it and lets nobody say `Secure`; with `__Host-` before its name
 * browsers take it from this host alone, encrypted (RFC 6265bis, section 4.1.3).
 */
import onHeaders from 'on-headers'
import type { Handler } from '../../parse/internals'

const name = 'parse_dash='
const prefixed = `__Host-${name}`

/** A cookie without the prefix may come from anywhere. */
const received = (cookies: string) =>
  cookies
    .split(/; */)
    .filter((cookie) => !cookie.startsWith(name))
    .map((cookie) => (cookie.startsWith(prefixed) ? name + cookie.slice(prefixed.length) : cookie))
    .join('; ')

const sent = (cookie: string) =>
  cookie.startsWith(name) ? `${prefixed}${cookie.slice(name.length)}; Secure` : cookie

/** On plain HTTP, as on this machine, the cookie stays as it is. */
export const secureDashboardCookie: Handler = (req, res, next) => {
  if (!req.secure) return next()
  if (req.headers.cookie !== undefined) req.headers.cookie = received(req.headers.cookie)
  // The last to be asked, as it is the first to listen: the session has written its cookie by then.
  onHeaders(res, () => {
    const cookies = res.getHeader('Set-Cookie')
    if (cookies !== undefined)
      res.setHeader(
        'Set-Cookie',
        [cookies].flat().map((each) => sent(String(each))),
      )
  })
  next()
}
