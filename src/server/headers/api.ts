/**
 * Headers of answers that are data. Nothing in them may run, be shown in a frame, be kept by a cache, or be read by a
 * page of another origin that was not allowed to by CORS.
 */
import helmet from 'helmet'
import type { Handler } from '../../parse/internals'

const none = ["'none'"]

const guardData = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: none, frameAncestors: none } },
  // Of requests without CORS alone, as those of `<script>` and `<img>`.
  crossOriginResourcePolicy: { policy: 'same-origin' },
  xFrameOptions: { action: 'deny' },
  // These hold for the whole origin, which is the host's.
  originAgentCluster: false,
  strictTransportSecurity: false,
})

/** Other names of the host's domain may be served otherwise. */
const encryptFromNowOn = helmet.strictTransportSecurity({ includeSubDomains: false })

/** All others start from these. Where the host has set `Strict-Transport-Security`, its own stays. */
export const dataHeaders: Handler = (req, res, next) => {
  guardData(req, res, () => {
    res.setHeader('Cache-Control', 'no-store')
    if (!req.secure || res.hasHeader('Strict-Transport-Security')) return next()
    encryptFromNowOn(req, res, next)
  })
}
