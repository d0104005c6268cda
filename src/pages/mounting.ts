/** Mounts pages: with their look, their headers and their limit. */
import { createAddressOf } from '../guards/limits/addresses'
import { createMeter } from '../guards/limits/meter'
import type { Limits } from '../guards/limits/options'
import type { Route, Running } from '../part/part'
import { createPagesApp } from './app'
import type { PageRoutes } from './forms/answers'
import type { Redirects } from './forms/redirects'
import { createFormTokens } from './forms/same-site'
import { createRenderer, type Looks } from './views/render'
import { masterKeyOf } from '../parse/master-key'

/** What pages look like, and how often forms may be sent. */
export interface Setting extends Looks {
  limits: Limits | false
}

export interface Mounting {
  /** Where the pages are. */
  path: string
  routes: PageRoutes
  redirects: Redirects
  /** Where forms may lead. */
  targets: unknown[]
}

/** Counts a form. @returns seconds until the next one is taken; 0 within the limits */
export async function limitFor(limits: Limits | false, { config, counts, events }: Running) {
  if (!limits) return () => Promise.resolve(0)
  const logger = config.loggerController
  const meter = createMeter({ counts: await counts(), logger, events, failClosed: limits.failClosed })
  const addressOf = createAddressOf(limits, logger)
  return async () => {
    const subject = addressOf()
    const check = { name: 'pages.perAddress', limit: limits.pages.perAddress }
    return subject === undefined ? 0 : meter.count([{ ...check, subject }])
  }
}

/**
 * Checks how pages look.
 * @returns what mounts them when a server runs
 * @throws {AccountsError} `ERR_TEMPLATE` for a brand that can't be shown, and for a template that is no good.
 */
export function createMount(setting: Setting) {
  const { limits, brand, templates } = setting
  const renderer = createRenderer(setting)
  return async (running: Running, mounting: Mounting): Promise<Route> => {
    const { path, routes } = mounting
    const secret = await masterKeyOf(running.config.appId)
    const app = createPagesApp({
      ...running,
      ...{ ...mounting, renderer, logoUrl: brand.logoUrl, hasTemplates: templates !== undefined },
      formTokens: createFormTokens(secret),
      limit: await limitFor(limits, running),
    })
    const files = [...renderer.assets.keys()].map((file) => `assets/${file}`)
    const own = [...Object.keys(routes), ...files].map((name) => `${path}/${name}`)
    return { stage: 'app', path: own, app, isExact: true }
  }
}

export type Mount = ReturnType<typeof createMount>
