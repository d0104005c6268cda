/** The pages as an app: each path of ours answers in the reader's language; all other paths are the host's. */
import { gzipSync } from 'node:zlib'
import helmet from 'helmet'
import {
  type ExpressApp,
  type Handler,
  internals,
  type Request,
  type RequestConfig,
  type Response,
} from '../parse/internals'
import { canonicalLocale } from '../adapters/email/templates/locale'
import { reasonOf } from '../errors'
import { currentRequest, withinRequest } from '../parse/request/request'
import type { Running } from '../part/part'
import { type Answer, type PageRoute, type PageRoutes, type Sent, sentIn } from './forms/answers'
import { pageHeaders } from './headers'
import type { Redirects } from './forms/redirects'
import type { Page, Renderer } from './views/render'
import { type FormTokens, isFromHere } from './forms/same-site'

export interface PagesApp extends Pick<Running, 'config' | 'publicUrl' | 'isClosing'> {
  /** Where the pages are. */
  path: string
  routes: PageRoutes
  renderer: Renderer
  redirects: Redirects
  formTokens: FormTokens
  /** Counts a form. @returns seconds until the next one is taken; 0 within the limits */
  limit: () => Promise<number>
  logoUrl: string | undefined
  /** Where forms may lead. */
  targets: unknown[]
  hasTemplates: boolean
}

const yearSeconds = 31_536_000

const valuesIn = (value: unknown) => (value ?? {}) as Record<string, unknown>

/** Not before then, as `Retry-After` has it. */
const later = (retryAfter: number): Answer => ({ page: { name: 'later' }, status: 503, retryAfter })
const tooMany = (waitSeconds: number): Answer => ({
  page: { name: 'tooMany', about: { waitSeconds } },
  status: 429,
  retryAfter: waitSeconds,
})
const refused: Answer = { page: { name: 'refused' }, status: 403 }

/** What can't be read as a form has nothing in it. */
function readForm({ maxSize: limit = '10kb' }: PageRoute): Handler {
  const read = internals.express().urlencoded({ extended: false, limit })
  return (req, res, next) =>
    read(req, res, (error) => {
      if (error !== undefined) req.body = {}
      next()
    })
}

export const refuseMethod =
  (allowed: string): Handler =>
  (_req, res) => {
    res.setHeader('Allow', allowed)
    res.status(405).send('')
  }

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= make())
}

/** Nothing secret is in them, so that nothing is learned from how short they get. */
function serveAssets(app: ExpressApp, path: string, { assets }: Renderer): void {
  for (const [name, { type, text }] of assets) {
    const packed = once(() => gzipSync(text()))
    app.get(`${path}/assets/${name}`, ({ headers }, res) => {
      res.setHeader('Content-Type', type)
      res.setHeader('Cache-Control', `public, max-age=${yearSeconds}, immutable`)
      res.setHeader('Vary', 'Accept-Encoding')
      if (!/\bgzip\b/.test(String(headers['accept-encoding']))) return void res.send(text())
      res.setHeader('Content-Encoding', 'gzip')
      res.send(packed())
    })
  }
}

function leave(res: Response, url: string): void {
  res.setHeader('Location', url)
  res.status(303).send('')
}

/** Its name is ours. */
function save(res: Response, { fileName, content }: { fileName: string; content: object }): void {
  res.setHeader('Content-Type', 'application/json; charset=utf-8')
  res.setHeader('Content-Disposition', `attachment; filename="${fileName}"`)
  res.send(JSON.stringify(content, null, 2))
}

/** What leads from the path of a page to that of all pages. */
const upFrom = (name: string) => '../'.repeat(name.split('/').length - 1)

/** What sends an answer, in the language that the link or the form has, or else the browser. */
function createSend({ config: { appId }, renderer, redirects, formTokens }: PagesApp) {
  const shown = (page: Page, locale: string, up: string): string => {
    const appName = internals.Config().get(appId)?.appName ?? ''
    const values = { ...page.values, formToken: formTokens.make() }
    return renderer.render({ ...page, values }, { appName, up }, locale)
  }
  return (res: Response, asked: unknown, answer: Answer, up: string): void => {
    const wanted = asked ?? answer.locale
    const locale = renderer.localeFor([wanted, ...(currentRequest()?.languages() ?? [])])
    if (answer.cookies) res.setHeader('Set-Cookie', answer.cookies)
    if ('url' in answer) return leave(res, answer.url)
    if ('content' in answer) return save(res, answer)
    if (!('page' in answer)) return redirects.send(res, answer, canonicalLocale(wanted) ?? locale)
    const { page, status = 200, retryAfter, refresh } = answer
    if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter))
    if (refresh !== undefined) res.setHeader('Refresh', `0; url=${refresh}`)
    res.setHeader('Content-Language', locale)
    res.status(status).send(shown(page, locale, up))
  }
}

/** What answers the requests to a page. */
function createHandlers(parts: PagesApp) {
  const { config, publicUrl, isClosing, formTokens, limit } = parts
  const send = createSend(parts)

  const configFor = ({ headers, ip }: Request): RequestConfig =>
    Object.assign(internals.Config().get(config.appId) as RequestConfig, { headers, ip })

  const hasSecret = (route: PageRoute, { formToken }: Sent, { headers }: Request): boolean => {
    if (route.tellsOrigin && headers.origin !== undefined) return false
    return route.hasLink === true || formTokens.isGood(formToken)
  }
  async function post(route: PageRoute, sent: Sent, req: Request): Promise<Answer> {
    if (!route.post || !isFromHere(req, publicUrl.origin, hasSecret(route, sent, req))) return refused
    const seconds = route.tellsOrigin && !route.isLimited ? 0 : await limit()
    return seconds > 0 ? tooMany(seconds) : route.post(sent, configFor(req))
  }
  const answering =
    (
      valuesOf: (req: Request) => unknown,
      up: string,
      act: (sent: Sent, req: Request) => Promise<Answer>,
    ): Handler =>
    (req, res) => {
      const values = valuesIn(valuesOf(req))
      const answer = isClosing() ? Promise.resolve(later(5)) : act(sentIn(values), req)
      answer
        .catch((thrown: unknown) => {
          config.loggerController.error(`A page could not be shown: ${reasonOf(thrown)}`)
          return later(60)
        })
        .then((given) => send(res, values.locale, given, up))
        .catch((thrown: unknown) => req.destroy(thrown as Error))
    }
  const inAddress = ({ query }: Request) => query
  const inForm = ({ body }: Request) => body
  return {
    get: (route: PageRoute, up: string) =>
      answering(inAddress, up, async (sent, req) => route.get(sent, configFor(req))),
    post: (route: PageRoute, up: string) => answering(inForm, up, (sent, req) => post(route, sent, req)),
  }
}

export function createPagesApp(parts: PagesApp): ExpressApp {
  const { path, routes, renderer } = parts
  const { get, post } = createHandlers(parts)
  const headers = pageHeaders(parts)
  const tellOrigin = helmet.referrerPolicy({ policy: 'same-origin' })
  const app = internals.express()()
  for (const [name, route] of Object.entries(routes)) {
    const at = `${path}/${name}`
    app.use(at, ...headers, ...(route.tellsOrigin ? [tellOrigin] : []), withinRequest)
    app.get(at, get(route, upFrom(name)))
    if (route.post) app.post(at, readForm(route), post(route, upFrom(name)))
    app.use(at, refuseMethod(route.post ? 'GET, HEAD, POST' : 'GET, HEAD'))
  }
  app.use(`${path}/assets`, ...headers)
  serveAssets(app, path, renderer)
  return app
}
