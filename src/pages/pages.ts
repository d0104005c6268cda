/** The pages behind the links in mails, for every step that the host has no page of its own for. */
import type { Brand } from '../adapters/email/templates/brand'
import { createAddressOf } from '../guards/limits/addresses'
import { createMeter } from '../guards/limits/meter'
import type { Limits } from '../guards/limits/options'
import { internals, type PagesOptions } from '../parse/internals'
import type { Part, Running } from '../part'
import type { PageRoutes } from './answers'
import { createPagesApp } from './app'
import { askingRoutes } from './asking'
import { linkRoute } from './link-route'
import type { PageOptions } from './options'
import { createRedirects } from './redirects'
import { createRenderer, type Looks } from './views/render'
import { resetRoutes } from './reset-password'
import { createFormTokens } from './same-site'
import { completeUrls, createUrlOf, type Steps, stepsOf } from './steps'
import { createVerification } from './verify-email'

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

/** @param options which are checked already */
export function pages({ path, verifyOnOpen }: PageOptions, { limits, ...looks }: Setting): Part {
  const renderer = createRenderer(looks)
  return {
    name: 'pages',
    parseOptions: (options, publicUrl) => {
      const given = (options.pages ?? {}) as PagesOptions
      const customUrls = completeUrls(given.customUrls ?? {}, createUrlOf(path, publicUrl))
      return { ...options, pages: { ...given, customUrls } }
    },
    start: async (running) => {
      const { config, publicUrl } = running
      const { customUrls = {}, pagesEndpoint = 'apps' } = config.pages ?? {}
      const urlOf = createUrlOf(path, publicUrl)
      const steps = stepsOf({ customUrls }, urlOf)
      const redirects = createRedirects(config.appId, steps, urlOf)
      const { verify, hooks, routes } = createVerification(await running.store(), steps)
      const ours = oursAmong({ ...routes, ...resetRoutes, ...askingRoutes }, steps)
      const secret = String(await internals.Config().get(config.appId)?.loadMasterKey())
      const app = createPagesApp({
        ...running,
        ...{ path, renderer, redirects, logoUrl: looks.brand.logoUrl, targets: Object.values(customUrls) },
        routes: ours,
        formTokens: createFormTokens(secret),
        limit: await limitFor(limits, running),
      })
      const onOpen = verifyOnOpen ?? steps.isOfHost('emailVerificationSuccess')
      const links = linkRoute({ config, pagesPath: `/${pagesEndpoint}`, redirects, verify, onOpen })
      return {
        hooks: [hooks],
        routes: [
          { stage: 'before', handle: links },
          { stage: 'app', path: [...Object.keys(ours), 'assets'].map((page) => `${path}/${page}`), app },
        ],
      }
    },
  }
}
