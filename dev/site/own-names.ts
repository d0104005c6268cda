/** Keeps other sites from looking at the demo through the browser of the person who runs it. */
import type { RequestHandler } from 'express'
import type { Settings } from '../settings'

/**
 * Answers to the demo's own names only. Otherwise a foreign site could point its name at this machine and
 * read the keys on the home page and the mails (DNS rebinding).
 */
export function ownNamesOnly({
  loopbackOnly,
  siteUrl,
}: Pick<Settings, 'loopbackOnly' | 'siteUrl'>): RequestHandler {
  const names = ['localhost', '127.0.0.1', '[::1]', new URL(siteUrl).hostname]
  return (request, response, next) => {
    const host = `http://${request.headers.host ?? ''}`
    if (!loopbackOnly || (URL.canParse(host) && names.includes(new URL(host).hostname))) return next()
    return response.status(421).type('text').send(`Open the demo at ${siteUrl}\n`)
  }
}
