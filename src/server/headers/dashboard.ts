/** Headers of the Dashboard, which holds the master key in the browser. */
import helmet from 'helmet'
import type { Handler } from '../../parse/internals'
import { inlineScripts } from './inline-scripts'

const self = "'self'"

/** @param scripts those that stand in the page; its bundles are files, and run what one types in the console */
const policy = (publicUrl: URL, scripts: string[]): Handler =>
  helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: [self],
      scriptSrc: [self, "'unsafe-eval'", ...scripts],
      styleSrc: [self, "'unsafe-inline'", 'https://fonts.googleapis.com'],
      fontSrc: [self, 'data:', 'https://fonts.gstatic.com'],
      // Files of users may be stored anywhere.
      imgSrc: ['*', 'data:', 'blob:'],
      mediaSrc: ['*', 'data:', 'blob:'],
      connectSrc: [self, publicUrl.origin, publicUrl.origin.replace(/^http/, 'ws')],
      workerSrc: [self, 'blob:'],
      objectSrc: ["'none'"],
      baseUri: [self],
      formAction: [self],
      frameAncestors: ["'none'"],
    },
  })

/** Its bundles may be kept: nothing secret is in them, and they are large. */
const isBundle = (path: string) => path.startsWith('/bundles/')

/** The policy is made when the page is: it names the scripts in it. To be mounted at the Dashboard's path. */
export const dashboardHeaders =
  (publicUrl: URL): Handler =>
  (req, res, next) => {
    if (isBundle(req.path)) res.removeHeader('Cache-Control')
    const send = res.send.bind(res)
    res.send = (body) => {
      const scripts = typeof body === 'string' ? inlineScripts(body) : []
      policy(publicUrl, scripts)(req, res, () => undefined)
      return send(body)
    }
    next()
  }
