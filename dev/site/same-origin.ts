/** Keeps other sites from pressing buttons of the demo through the browser of the person who runs it. */
import type { RequestHandler } from 'express'

const harmless = ['GET', 'HEAD']

function hostOf(origin: string | undefined): string | undefined {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).host : undefined
}

/**
 * Takes a request that may change something only when its `Origin` says that it comes from a page of ours. The page's
 * `Referrer-Policy` has to be `same-origin`: with `no-referrer`, browsers say "null".
 */
export const sameOriginOnly: RequestHandler = ({ method, headers }, response, next) => {
  if (harmless.includes(method)) return next()
  if (headers.host !== undefined && hostOf(headers.origin) === headers.host) return next()
  return response.status(403).type('text').send('This button works on the page itself only.\n')
}
