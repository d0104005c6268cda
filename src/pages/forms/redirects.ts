/** Leads browsers to the next step: with the parameters that pages of hosts get, as Parse documents them, and a language. */
import { internals, type Response } from '../../parse/internals'
import type { Redirect } from './answers'
import type { Steps, UrlOf } from './steps'

export interface Redirects {
  /** @param locale of the link, or else of the reader */
  send: (res: Response, to: Redirect, locale: string | undefined) => void
}

export function createRedirects(appId: string, steps: Steps, urlOf: UrlOf): Redirects {
  function documented(): Record<string, unknown> {
    const config = internals.Config().get(appId)
    return { appId, appName: config?.appName, publicServerUrl: config?.publicServerURL }
  }
  const isHosts = (to: Redirect) => 'step' in to && steps.isOfHost(to.step)

  function urlFor(to: Redirect, locale: string | undefined): string {
    const url = new URL('step' in to ? steps.urlOf(to.step) : urlOf(to.to))
    const { token } = to
    // Pages of ours know all that stands in the configuration.
    const params = { token, locale, ...(isHosts(to) && documented()) }
    for (const [name, value] of Object.entries(params))
      if (typeof value === 'string') url.searchParams.set(name, value)
    return url.href
  }
  return {
    send: (res, to, locale) => {
      res.setHeader('Location', urlFor(to, locale))
      res.status(303).send('')
    },
  }
}
