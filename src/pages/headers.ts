/** Headers of pages, also where the host sets all others: they run nothing but our files, in no frame, and tell nobody their address. */
import helmet from 'helmet'
import type { Handler } from '../parse/internals'

const none = ["'none'"]
const self = "'self'"

const originsOf = (urls: unknown[]) => [
  ...new Set(
    urls.flatMap((url) => (typeof url === 'string' && URL.canParse(url) ? new URL(url).origin : [])),
  ),
]

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
      imgSrc: [self, ...originsOf([logoUrl])],
      ...(hasTemplates && { fontSrc: [self] }),
      formAction: [self, ...originsOf(targets)],
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
