/** The pages behind the links in mails, for every step that the host has no page of its own for. */
import type { Brand } from '../adapters/email/templates/brand'
import { createAddressOf } from '../guards/limits/addresses'
import { createMeter } from '../guards/limits/meter'
import type { Limits } from '../guards/limits/options'
import { internals, type PagesOptions } from '../parse/internals'
import type { Part, Route, Running, Started } from '../part'
import type { PageRoutes } from './forms/answers'
import { createPagesApp } from './app'
import { askingRoutes } from './mailed/asking'
import { linkRoute } from './mailed/link-route'
import type { PageOptions } from './options'
import { createSessionCookie } from './sign-in/cookie'
import { createNextPage } from './sign-in/next-page'
import { signInRoutes } from './sign-in/sign-in'
import { createRedirects } from './forms/redirects'
import { createRenderer, type Looks, type Renderer } from './views/render'
import { resetRoutes } from './mailed/reset-password'
import { createFormTokens } from './forms/same-site'
import { completeUrls, createUrlOf, type Steps, stepsOf } from './forms/steps'
import { createVerification } from './mailed/verify-email'

/** What pages look like, and how often forms may be sent. */
export interface Setting extends Looks {
  brand: Brand
  limits: Limits | false
}

async function limitFor(limits: Limits | false, { config, store, events }: Running) {
  if (!limits) return () => Promise.resolve(0)
  const logger = config.loggerController
  const meter = createMeter({ store: await store(), logger, events, failClosed: limits.failClosed })
  const addressOf = createAddressOf(limits, logger)
  return async () => {
    const subject = addressOf()
    const check = { name: 'pages.perAddress', limit: limits.pages.perAddress }
    return subject === undefined ? 0 : meter.count([{ ...check, subject }])
  }
}

/** Without those at whose address the host answers. */
const oursAmong = (routes: PageRoutes, { isTaken }: Steps): PageRoutes =>
  Object.fromEntries(Object.entries(routes).filter(([name]) => !isTaken(name)))

/** What the pages of one server are made of. */
interface Making {
  running: Running
  options: PageOptions
  setting: Setting
  renderer: Renderer
}

async function start({ running, options, setting, renderer }: Making): Promise<Started> {
  const { config, publicUrl } = running
  const { path, verifyOnOpen, afterSignIn, origins } = options
  const { hasMail, limits, brand } = setting
  const urlOf = createUrlOf(path, publicUrl)
  const urls = completeUrls(config.pages?.customUrls ?? {}, urlOf)
  const steps = stepsOf(urls, urlOf)
  const redirects = createRedirects(config.appId, steps, urlOf)
  const { verify, hooks, routes: verifying } = createVerification(await running.store(), steps)
  const nextPage = createNextPage(afterSignIn, origins, publicUrl)
  const signIn = signInRoutes({ cookie: createSessionCookie(publicUrl), nextPage })
  const mailed = hasMail ? { ...verifying, ...resetRoutes, ...askingRoutes } : {}
  const routes = oursAmong({ ...mailed, ...signIn }, steps)
  const shown = { path, routes, renderer, redirects, logoUrl: brand.logoUrl }
  const app = createPagesApp({
    ...{ ...running, ...shown, targets: [...Object.values(urls), ...nextPage.origins] },
    formTokens: createFormTokens(String(await internals.Config().get(config.appId)?.loadMasterKey())),
    limit: await limitFor(limits, running),
  })
  const pagesPath = `/${config.pages?.pagesEndpoint ?? 'apps'}`
  const onOpen = verifyOnOpen ?? steps.isOfHost('emailVerificationSuccess')
  const links = linkRoute({ config, pagesPath, redirects, verify, onOpen })
  const paths = [...Object.keys(routes), 'assets'].map((page) => `${path}/${page}`)
  const pageRoute: Route = { stage: 'app', path: paths, app }
  return { hooks: [hooks], routes: hasMail ? [{ stage: 'before', handle: links }, pageRoute] : [pageRoute] }
}

/** @param options which are checked already */
export function pages(options: PageOptions, setting: Setting): Part {
  const renderer = createRenderer(setting)
  return {
    name: 'pages',
    parseOptions: (parseOptions, publicUrl) => {
      if (!setting.hasMail) return parseOptions
      const given = (parseOptions.pages ?? {}) as PagesOptions
      const customUrls = completeUrls(given.customUrls ?? {}, createUrlOf(options.path, publicUrl))
      return { ...parseOptions, pages: { ...given, customUrls } }
    },
    start: (running) => start({ running, options, setting, renderer }),
  }
}
