/** All that signs people in: the pages, what an app asks when it is handed a code, and where both may lead. */
import type { Route, Running } from '../part/part'
import { createAccountPage } from './account/account'
import type { AccountParts, AccountSetting } from './account/deed'
import { createLinking } from './account/links'
import { createOwnerMarks } from './account/owner-marks'
import { createPlaces } from './account/places'
import type { PageRoutes } from './forms/answers'
import type { UrlOf } from './forms/steps'
import { type Codes, createCodes } from './hand-over/codes'
import { createExchangeApp } from './hand-over/exchange'
import { limitFor, type Setting } from './mounting'
import type { PageOptions } from './options'
import { createFlows } from './providers/flows'
import { createLeave, type Leave } from './providers/leave'
import type { PageProvider } from './providers/provider'
import { providerRoutes } from './providers/routes'
import { createSecondFactor } from './providers/second-factor'
import { createSignOut, type SignOutAt } from './providers/sign-out'
import { cookieSeconds, createCookie, createSessionCookie } from './sign-in/cookie'
import { createEntrance, type Entrance } from './sign-in/entrance'
import { createNextPage } from './sign-in/next-page'
import { createOpenSignUp, type InvitedAddress, signInRoutes } from './sign-in/sign-in'
import { createLocaleFor } from './views/words/languages'
import { masterKeyOf } from '../parse/master-key'

export interface WaysInParts {
  running: Running
  options: PageOptions
  providers: PageProvider[]
  setting: Pick<Setting, 'limits' | 'hasMail' | 'defaultLocale'>
  account: AccountSetting
  invitedAddress: (invitation: string, running: Running) => ReturnType<InvitedAddress>
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
  { running, options, setting }: WaysInParts,
  codes: Codes,
  origins: string[],
): Promise<Route> {
  const path = `${options.path}/session`
  const limit = await limitFor(setting.limits, running)
  const app = createExchangeApp({ ...running, path, codes, origins, limit })
  return { stage: 'app', path, app, isExact: true }
}

interface Ways {
  /** Of all nodes. */
  secret: string
  leave: Leave
  signOutAt: SignOutAt
  entrance: Entrance
  accountUrl: string
}

/** The account page, and what links a provider with whoever sees it. */
function accountOf(
  { running, options, providers, setting, account }: WaysInParts,
  { secret, leave, signOutAt, entrance, accountUrl }: Ways,
) {
  const cookie = createSessionCookie(running)
  const { hasMail, defaultLocale } = setting
  const parts: AccountParts = {
    ...account,
    ...{ running, providers, hasMail, cookie, url: accountUrl },
    owners: createOwnerMarks(secret),
    localeFor: createLocaleFor(defaultLocale),
    places: createPlaces(options.placeOf, (message) => running.config.loggerController.warn(message)),
    link: (provider, linkTo, locale) =>
      leave(provider, { next: '', challenge: '', invitation: '', locale, linkTo }),
    signOutAt,
    signOut: (config) => entrance.leave('', config),
    keep: (sessionToken, answer, config) => ({
      ...answer,
      cookies: [cookie.write(sessionToken, cookieSeconds(config, running.sessions.maxMs))],
    }),
  }
  const page = createAccountPage(parts)
  return { route: page.route, link: createLinking(parts, page) }
}

export async function createWaysIn(parts: WaysInParts, urlOf: UrlOf): Promise<WaysIn> {
  const { running, options, providers } = parts
  const { publicUrl } = running
  const [secret, store] = [await masterKeyOf(running.config.appId), await running.store()]
  const nextPage = createNextPage(options.afterSignIn, options.origins, publicUrl)
  const { origins } = nextPage
  const codes = options.handOver === 'code' ? createCodes(secret, store) : undefined
  const accountUrl = urlOf('account')
  const entrance = createEntrance({
    ...{ cookie: createSessionCookie(running), maxMs: running.sessions.maxMs },
    ...{ nextPage, codes, accountUrl },
  })
  const cookie = createCookie(running, 'accounts-sign-in', isSealed)
  const flows = createFlows(secret, store, cookie)
  const leave = createLeave(flows, urlOf)
  const secondFactor = createSecondFactor(secret, store, {
    ...{ providers, entrance },
    cookie: createCookie(running, 'accounts-second-factor', isSealed),
  })
  const gone = createCookie(running, 'accounts-sign-out', isSealed)
  const endings = { flows: createFlows(secret, store, gone, 'sign-out'), cookie: gone, urlOf }
  const { signOutAt, routes: signedOut } = createSignOut(providers, endings)
  const { route, link } = accountOf(parts, { secret, leave, signOutAt, entrance, accountUrl })
  const openSignUp = createOpenSignUp((invitation) => parts.invitedAddress(invitation, running))
  const elsewhere =
    providers.length > 0
      ? providerRoutes(providers, { flows, leave, cookie, entrance, link, secondFactor, openSignUp })
      : {}
  return {
    routes: {
      ...signInRoutes(entrance, openSignUp),
      ...{ account: route, ...elsewhere, ...signedOut },
    },
    exchange: codes ? [await exchangeRoute(parts, codes, origins)] : [],
    origins,
  }
}
