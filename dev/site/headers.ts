/** Response headers of the demo's own pages: nothing inline, nothing foreign, no address passed on. */
import type { RequestHandler } from 'express'

/** What a page may do beyond showing our own files. */
interface Allowances {
  /** Origins that forms may be sent to, or lead to by a redirect, beside the page's own. */
  formOrigins?: readonly string[]
  /** Origin that scripts may send requests to, beside the page's own. */
  connectOrigin?: string
  /** Lets a mail shown in a frame keep its inline styles and its pictures. */
  mailContent?: boolean
  /** Lets forms tell the page's own server where they come from. */
  ownForms?: boolean
}

/** A Content-Security-Policy that lets a page load its own files only. */
export function contentSecurityPolicy({
  formOrigins = [],
  connectOrigin,
  mailContent,
}: Allowances = {}): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${mailContent ? " 'unsafe-inline'" : ''}`,
    `img-src 'self' data:${mailContent ? ' https: http:' : ''}`,
    `connect-src 'self'${connectOrigin === undefined ? '' : ` ${connectOrigin}`}`,
    `form-action ${["'self'", ...formOrigins].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Sets the headers on everything that follows. */
export function pageHeaders(allowances: Allowances = {}): RequestHandler {
  const policy = contentSecurityPolicy(allowances)
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Referrer-Policy': allowances.ownForms ? 'same-origin' : 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    })
    next()
  }
}
