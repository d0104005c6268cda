/** The pages as an app: each path of ours answers in the reader's language; all other paths are the host's. */
import helmet from 'helmet'
import { type ExpressApp, type Handler, internals, type Request, type Response } from '../parse/internals'
import { canonicalLocale } from '../adapters/email/templates/locale'
import { reasonOf } from '../errors'
import { readIn, withinRequest } from '../parse/request/request'
import { configFor } from '../parse/request/request-config'
import type { Running } from '../part/part'
import { type Answer, later, type PageRoute, type PageRoutes, type Sent, sentIn } from './forms/answers'
import { readForm } from './forms/read-form'
import { serveAssets } from './assets'
import { isFromHere } from './forms/same-site'
import { pageHeaders } from './headers'
import { createSend, type Sending } from './send'

export interface PagesApp extends Sending, Pick<Running, 'publicUrl' | 'isClosing'> {
  /** Where the pages are. */
  path: string
  routes: PageRoutes
  /** Counts a form. @returns seconds until the next one is taken; 0 within the limits */
  limit: () => Promise<number>
  logoUrl: string | undefined
  /** Where forms may lead. */
  targets: unknown[]
  hasTemplates: boolean
}

const valuesIn = (value: unknown) => (value ?? {}) as Record<string, unknown>

const tooMany = (waitSeconds: number): Answer => ({
  page: { name: 'tooMany', about: { waitSeconds } },
  status: 429,
  retryAfter: waitSeconds,
})
const refused: Answer = { page: { name: 'refused' }, status: 403 }
const tooLong: Answer = { page: { name: 'tooLong' }, status: 413 }

export const refuseMethod =
  (allowed: string): Handler =>
  (_req, res) => {
    res.setHeader('Allow', allowed)
    res.status(405).send('')
  }

/** Without a page around it, as no page can be shown. */
function failBare(res: Response): void {
  res.setHeader('Content-Type', 'text/plain; charset=utf-8')
  res.status(500).send('Internal server error.')
}

/** What answers the requests to a page. */
function createHandlers(parts: PagesApp) {
  const { config, publicUrl, isClosing, formTokens, limit } = parts
  const send = createSend(parts)

  const hasSecret = (route: PageRoute, { formToken }: Sent, { headers }: Request): boolean => {
    if (route.tellsOrigin && headers.origin !== undefined) return false
    return route.hasLink === true || formTokens.isGood(formToken)
  }
  async function post(route: PageRoute, sent: Sent, req: Request): Promise<Answer> {
    if (!route.post || !isFromHere(req, publicUrl.origin, hasSecret(route, sent, req))) return refused
    const seconds = route.tellsOrigin && !route.isLimited ? 0 : await limit()
    return seconds > 0 ? tooMany(seconds) : route.post(sent, configFor(config.appId, req))
  }
  const answering =
    (
      valuesOf: (req: Request) => unknown,
      up: string,
      act: (sent: Sent, req: Request) => Promise<Answer>,
    ): Handler =>
    (req, res) => {
      const values = valuesIn(valuesOf(req))
      // The mails that it causes are in the language of the page.
      const language = canonicalLocale(values.locale)
      const answer = isClosing()
        ? Promise.resolve(later(5))
        : readIn(language, () => act(sentIn(values), req))
      answer
        .catch((thrown: unknown) => {
          config.loggerController.error(`A page could not be shown: ${reasonOf(thrown)}`)
          return later(60)
        })
        .then((given) => send(res, values.locale, given, up))
        .catch((thrown: unknown) => {
          config.loggerController.error(`A page could not be shown: ${reasonOf(thrown)}`)
          if (!res.headersSent) failBare(res)
        })
    }
  const inAddress = ({ query }: Request) => query
  const inForm = ({ body }: Request) => body
  return {
    get: (route: PageRoute, up: string) =>
      answering(inAddress, up, async (sent, req) => route.get(sent, configFor(config.appId, req))),
    post: (route: PageRoute, up: string) => answering(inForm, up, (sent, req) => post(route, sent, req)),
    refuseLong: (up: string) =>
      answering(
        () => ({}),
        up,
        () => Promise.resolve(tooLong),
      ),
  }
}

/** All that a page leads to is beside it. By a relative address: a proxy may have taken a prefix away. */
const withoutSlash =
  (name: string): Handler =>
  ({ originalUrl }, res, next) => {
    const [path = '', ...query] = originalUrl.split('?')
    if (!path.endsWith('/')) return next()
    res.setHeader('Location', [`../${name.slice(name.lastIndexOf('/') + 1)}`, ...query].join('?'))
    res.status(308).send('')
  }

/** What leads from the path of a page to that of all pages. */
const upFrom = (name: string) => '../'.repeat(name.split('/').length - 1)

export function createPagesApp(parts: PagesApp): ExpressApp {
  const { path, routes, renderer } = parts
  const { get, post, refuseLong } = createHandlers(parts)
  const headers = pageHeaders(parts)
  const tellOrigin = helmet.referrerPolicy({ policy: 'same-origin' })
  const app = internals.express()()
  for (const [name, route] of Object.entries(routes)) {
    const at = `${path}/${name}`
    app.use(at, ...headers, ...(route.tellsOrigin ? [tellOrigin] : []), withoutSlash(name), withinRequest)
    const up = upFrom(name)
    app.get(at, get(route, up))
    if (route.post) app.post(at, readForm(route, refuseLong(up)), post(route, up))
    app.use(at, refuseMethod(route.post ? 'GET, HEAD, POST' : 'GET, HEAD'))
  }
  app.use(`${path}/assets`, ...headers)
  serveAssets(app, path, renderer)
  return app
}
