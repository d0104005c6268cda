/** What Express adds to answers by itself. */
import type { ExpressApp } from '../../parse/internals'

/** Makes an app name no software, and tag no answer: what nobody may keep can't be compared with what somebody has. */
export function reticent(app: ExpressApp): ExpressApp {
  app.disable('x-powered-by')
  app.disable('etag')
  return app
}
