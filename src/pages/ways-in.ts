/** All that signs people in: the pages, what an app asks when it is handed a code, and where both may lead. */
import type { Route, Running } from '../part'
import type { PageRoutes } from './forms/answers'
import type { UrlOf } from './forms/steps'
import { type Codes, createCodes } from './hand-over/codes'
import { createExchangeApp } from './hand-over/exchange'
import { limitFor, secretOf, type Setting } from './mounting'
import type { PageOptions } from './options'
import { createFlows } from './providers/flows'
import type { PageProvider } from './providers/provider'
import { providerRoutes } from './providers/routes'
import { createCookie, createSessionCookie } from './sign-in/cookie'
import { createEntrance } from './sign-in/entrance'
import { createNextPage } from './sign-in/next-page'
import { signInRoutes } from './sign-in/sign-in'

export interface WaysInParts {
  running: Running
  options: PageOptions
  limits: Setting['limits']
  providers: PageProvider[]
}

interface WaysIn {
  routes: PageRoutes
  /** For apps. */
  exchange: Route[]
  /** Where forms may lead. */
  origins: string[]
}

/** Sealed, and so in base64url. */
const isSealed = (value: string) => /^[\w-]+$/.test(value)

async function exchangeRoute(
  { running, options, limits }: WaysInParts,
  codes: Codes,
  origins: string[],
): Promise<Route> {
  const path = `${options.path}/session`
  const limit = await limitFor(limits, running)
  return { stage: 'app', path, app: createExchangeApp({ ...running, path, codes, origins, limit }) }
}

export async function createWaysIn(parts: WaysInParts, urlOf: UrlOf): Promise<WaysIn> {
  const { running, options, providers } = parts
  const { publicUrl } = running
  const [secret, store] = [await secretOf(running), await running.store()]
  const nextPage = createNextPage(options.afterSignIn, options.origins, publicUrl)
  const { origins } = nextPage
  const codes = options.handOver === 'code' ? createCodes(secret, store) : undefined
  const entrance = createEntrance(createSessionCookie(publicUrl), nextPage, codes)
  const cookie = createCookie(publicUrl, 'accounts-sign-in', isSealed)
  const flows = createFlows(secret, store, cookie)
  const elsewhere = providers.length > 0 ? providerRoutes(providers, { flows, cookie, entrance, urlOf }) : {}
  return {
    routes: { ...signInRoutes(entrance), ...elsewhere },
    exchange: codes ? [await exchangeRoute(parts, codes, origins)] : [],
    origins,
  }
}
