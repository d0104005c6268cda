/** The pages behind the links in mails, for every step that the host has no page of its own for, and those to sign in. */
import type { PagesOptions } from '../parse/internals'
import type { Part, Route, Running, Started } from '../part/part'
import { createRedirects } from './forms/redirects'
import { completeUrls, createUrlOf, stepsOf } from './forms/steps'
import { askingRoutes } from './mailed/asking'
import { linkRoute } from './mailed/link-route'
import { resetRoutes } from './mailed/reset-password'
import { createVerification } from './mailed/verify-email'
import { field as language } from './account/changes'
import type { AccountSetting } from './account/deed'
import { createMount, type Mount, type Setting } from './mounting'
import type { PageOptions } from './options'
import type { InvitedAddress } from './sign-in/sign-in'
import type { PageProvider } from './providers/provider'
import { createWaysIn, type WaysInParts } from './ways-in'

/** What the pages of one server are made of. */
interface Making extends WaysInParts {
  mount: Mount
}

/** What the pages know of parts that they must not know. */
export interface Neighbours {
  providers: PageProvider[]
  account: AccountSetting
  invitedAddress: (invitation: string, running: Running) => ReturnType<InvitedAddress>
}

async function start(making: Making): Promise<Started> {
  const { running, options, setting, mount } = making
  const { hasMail } = setting
  const { config } = running
  const { path, verifyOnOpen } = options
  const urlOf = createUrlOf(path, running.besideApi)
  const urls = completeUrls(config.pages?.customUrls ?? {}, urlOf)
  const steps = stepsOf(urls, urlOf)
  const redirects = createRedirects(config.appId, steps, urlOf)
  const signIn = await createWaysIn(making, urlOf)
  const { verify, hooks, routes: verifying } = createVerification(await running.store(), steps)
  const mailed = hasMail ? { ...verifying, ...resetRoutes, ...askingRoutes } : {}
  const routes = { ...mailed, ...signIn.routes }
  const targets = [...Object.values(urls), ...signIn.origins]
  const pageRoute = await mount(running, { path, routes, redirects, targets })
  const pagesPath = `/${config.pages?.pagesEndpoint ?? 'apps'}`
  const onOpen = verifyOnOpen ?? steps.isOfHost('emailVerificationSuccess')
  const links = linkRoute({ config, pagesPath, redirects, verify, onOpen })
  const linked: Route[] = hasMail ? [{ stage: 'before', handle: links }] : []
  return { hooks: [hooks], routes: [...linked, ...signIn.exchange, pageRoute] }
}

/** @param options which are checked already */
export function pages(options: PageOptions, setting: Setting, neighbours: Neighbours): Part {
  const mount = createMount({ ...setting, providers: neighbours.providers })
  return {
    name: 'pages',
    fields: { _User: [language] },
    parseOptions: (parseOptions, _publicUrl, besideApi) => {
      if (!setting.hasMail) return parseOptions
      const given = (parseOptions.pages ?? {}) as PagesOptions
      const customUrls = completeUrls(given.customUrls ?? {}, createUrlOf(options.path, besideApi))
      return { ...parseOptions, pages: { ...given, customUrls } }
    },
    start: (running) => start({ running, options, setting, ...neighbours, mount }),
  }
}
