/** The options of pages, and the rules for the pages that a host has itself. */
import { z } from 'zod'
import type { OptionProblem } from '../errors'
import { flag, folder, functionOf, isRecord } from '../option-kinds/kinds'
import { customPageNames } from './custom-pages'

/** Schemes whose addresses are documents themselves, scripts in them included; `myapp:` opens an app. */
const documents = ['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:', 'view-source:']

const isAddress = (url: unknown): boolean =>
  typeof url === 'string' && URL.canParse(url) && !documents.includes(new URL(url).protocol)

const pathText = 'expected a path such as /auth'
const nextText = 'expected a path such as /home, or a URL'
const originText = 'expected a list of origins, as https://app.example.com'
/** Where pages are, if the host says nothing. */
export const defaultPath = '/auth'

const pagesText = 'expected { path, verifyOnOpen, afterSignIn, origins, handOver, templates, placeOf }'

const isOrigin = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text

/** Tells where an address is, in a language; nothing where it is not known. */
export type PlaceOf = (address: string, locale: string) => string | undefined | Promise<string | undefined>

const placeOf = functionOf<PlaceOf>('expected a function (address, locale) => place')

const pages = z.strictObject(
  {
    path: z
      .string({ error: pathText })
      .regex(/^(\/[A-Za-z0-9_.~-]+)+$/, { error: pathText })
      .default(defaultPath)
      .describe('Path of the pages.'),
    verifyOnOpen: flag()
      .optional()
      .describe(
        'Verifies an address as soon as the link is opened, without a button. Scanners of mails open links, too. Default: `true` where `customPages` names the page that follows, as the Parse guides have it, else `false`.',
      ),
    afterSignIn: z
      .string({ error: nextText })
      .refine((next) => /^(\/|https?:)/.test(next) && URL.canParse(next, 'http://localhost'), {
        error: nextText,
      })
      .default('/')
      .describe('Where a browser goes after it has signed in or out: a path, or a URL.'),
    origins: z
      .array(z.string().refine(isOrigin, { error: originText }), { error: originText })
      .default([])
      .describe('Other origins that `?next=` may lead to, as `https://app.example.com`.'),
    handOver: z
      .enum(['cookie', 'code'], { error: "expected 'cookie' or 'code'" })
      .default('cookie')
      .describe(
        'How the app gets the session: by a `cookie`, for `accounts.sessionOf(req)`, or by a `code` in the address, for `POST /auth/session`.',
      ),
    templates: folder()
      .optional()
      .describe('Folder with templates of your own; see [templates of pages](page-templates.md).'),
    placeOf: placeOf
      .optional()
      .describe(
        'Tells the place of an IP address, for the sessions on the account page: `(address, locale) => "Oslo, Norway"`, or a promise of it.',
      ),
  },
  { error: pagesText },
)

/** The declaration of `pages`. */
export const pagesOptions = z.union([z.literal(false), pages], {
  error: `expected false, or ${pagesText.slice('expected '.length)}`,
})

/** With their defaults. */
export type PageOptions = z.output<typeof pages>

/** Rules for `customPages` of Parse Server, on raw input. */
export function pageProblems(customPages: unknown): OptionProblem[] {
  if (!isRecord(customPages)) return []
  return Object.entries(customPages).flatMap(([name, url]) => {
    const path = `parseServer.customPages.${name}`
    if (!customPageNames.includes(name))
      return [{ path, message: `unknown page, expected one of ${customPageNames.join(', ')}` }]
    if (url === undefined || isAddress(url)) return []
    return [{ path, message: 'expected an absolute URL, as https://app.example.com/auth/verified' }]
  })
}
