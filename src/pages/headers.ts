/** Headers of pages, also where the host sets all others: they run nothing but our files, in no frame, and tell nobody their address. */
import helmet from 'helmet'
import type { Handler } from '../parse/internals'

const none = ["'none'"]
const self = "'self'"

/** An app's own scheme has no origin. */
function sourceOf(url: unknown): string[] {
  if (typeof url !== 'string' || !URL.canParse(url)) return []
  const { origin, protocol } = new URL(url)
  return [origin === 'null' ? protocol : origin]
}

/** What a policy has to list, that something may lead there. */
export const sourcesOf = (urls: unknown[]): string[] => [...new Set(urls.flatMap(sourceOf))]

export interface Origins {
  logoUrl: string | undefined
  /** Where forms may lead: browsers look at the redirect after a form, too. */
  targets: unknown[]
  /** Whether there are templates of the host, whose styles may bring fonts. */
  hasTemplates?: boolean
}

export const pageHeaders = ({ logoUrl, targets, hasTemplates = false }: Origins): Handler[] => [
  helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: none,
      scriptSrc: [self],
      styleSrc: [self],
      imgSrc: [self, ...sourcesOf([logoUrl])],
      ...(hasTemplates && { fontSrc: [self] }),
      formAction: [self, ...sourcesOf(targets)],
      frameAncestors: none,
      baseUri: none,
    },
  }),
  helmet.referrerPolicy({ policy: 'no-referrer' }),
  helmet.crossOriginOpenerPolicy({ policy: 'same-origin' }),
  helmet.crossOriginResourcePolicy({ policy: 'same-origin' }),
  helmet.noSniff(),
  helmet.frameguard({ action: 'deny' }),
  (_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store')
    next()
  },
]
