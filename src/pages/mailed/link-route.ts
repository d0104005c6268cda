/** The link in a verification mail, which leads to Parse Server: there a page of ours asks first. */
import {
  type ExpressApp,
  type Handler,
  internals,
  type ParseConfig,
  type Request,
  type RequestConfig,
} from '../../parse/internals'
import { canonicalLocale } from '../../adapters/email/templates/locale'
import { reasonOf } from '../../errors'
import { readIn, withinRequest } from '../../parse/request/request'
import { configFor } from '../../parse/request/request-config'
import { type Redirect, sentIn } from '../forms/answers'
import type { Redirects } from '../forms/redirects'

export interface LinkParts {
  config: ParseConfig
  /** Where Parse Server's pages are, below the API. */
  pagesPath: string
  redirects: Redirects
  verify: (token: string, config: RequestConfig) => Promise<Redirect>
  /** Whether opening the link is enough. */
  onOpen: boolean
}

const localeHeader = 'x-parse-page-param-locale'

/** Browsers that look ahead say so. @see https://wicg.github.io/nav-speculation/prefetch.html */
const isPrefetch = ({ headers }: Request): boolean =>
  [headers['sec-purpose'], headers.purpose].some((purpose) => String(purpose).startsWith('prefetch'))

const languageOf = (req: Request): string | undefined =>
  (req.acceptsLanguages() || []).find((language) => language !== '*')

const localeIn = (req: Request) => canonicalLocale(req.query.locale) ?? languageOf(req)

/** parse-server hands a language on that a link or a form names, or this header. */
const nameLanguage: Handler = (req, _res, next) => {
  const language = languageOf(req)
  if (language !== undefined) req.headers[localeHeader] ??= language
  next()
}

/** Mails that a link causes are in its language. */
const readInLanguage: Handler = (req, _res, next) => readIn(canonicalLocale(req.query.locale), next)

export function linkRoute({ config, pagesPath, redirects, verify, onOpen }: LinkParts): ExpressApp {
  const express = internals.express()
  const app = express()
  app.disable('x-powered-by')
  const { appId } = config

  const open: Handler = (req, res) => {
    const { token } = sentIn(req.query)
    if (!onOpen) return redirects.send(res, { to: 'verify-email', token }, localeIn(req))
    // Neither is somebody who reads a mail.
    if (req.method === 'HEAD') return void res.status(200).send('')
    if (isPrefetch(req)) return void res.status(503).send('')
    verify(token, configFor(appId, req))
      .catch((thrown: unknown): Redirect => {
        config.loggerController.error(`An address could not be verified: ${reasonOf(thrown)}`)
        return { to: 'verify-email', token }
      })
      .then((next) => redirects.send(res, next, localeIn(req)))
      .catch((thrown: unknown) => req.destroy(thrown as Error))
  }
  app.use(pagesPath, nameLanguage, withinRequest, readInLanguage)
  app.get(`${pagesPath}/${appId}/verify_email`, open)
  return app
}
