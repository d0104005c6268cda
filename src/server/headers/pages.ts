/** Headers of the pages behind the links in e-mails: Parse Server's own, or those that the host keeps in its place. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import helmet from 'helmet'
import { type Handler, type PagesOptions, requireFromParseServer } from '../../parse/internals'
import { sourcesOf } from '../../pages/headers'
import { inlineScripts } from './inline-scripts'

const none = ["'none'"]
const self = "'self'"

function scriptsOfParseServer(): string[] {
  const folder = path.dirname(requireFromParseServer.resolve('../public/password_reset.html'))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const pages = files.filter((file) => file.endsWith('.html'))
  return [...new Set(pages.flatMap((file) => inlineScripts(readFileSync(path.join(folder, file), 'utf8'))))]
}

/** Browsers ask of a redirect after a form, too, whether the form may lead there. */
const formTargets = ({ customUrls = {} }: PagesOptions, publicUrl: URL) => [
  self,
  ...sourcesOf([publicUrl.href, ...Object.values(customUrls)]),
]

/** What holds for pages of the host too, whose scripts, styles and images nobody knows here. */
const always = { frameAncestors: none, baseUri: none, objectSrc: none }

type Directives = Required<NonNullable<Parameters<typeof helmet.contentSecurityPolicy>[0]>>['directives']
const policy = (directives: Directives): Handler =>
  helmet.contentSecurityPolicy({ useDefaults: false, directives })

/** @returns where the pages are, below the path of the API, and what sets their headers */
export function pageHeaders(pages: PagesOptions, publicUrl: URL): { below: string; handle: Handler } {
  const isOfHost = pages.pagesPath !== undefined || (pages.customRoutes ?? []).length > 0
  const handle = policy(
    isOfHost
      ? { ...always, defaultSrc: helmet.contentSecurityPolicy.dangerouslyDisableDefaultSrc }
      : {
          ...always,
          defaultSrc: none,
          scriptSrc: scriptsOfParseServer(),
          formAction: formTargets(pages, publicUrl),
        },
  )
  return { below: `/${pages.pagesEndpoint ?? 'apps'}`, handle }
}
