/** `POST /auth0/events`, where an Auth0 event stream tells what becomes of users there. */
import { isSameSecret } from '../../../adapters/same-secret'
import { reasonOf } from '../../../errors'
import { internals, type Request, type Response } from '../../../parse/internals'
import { configFor } from '../../../parse/request/request-config'
import type { Endpoint } from '../../../part/part'
import { bearerIn, bodyRead, postEndpoint } from '../../oidc/post-endpoint'
import { type ApplyParts, createApply } from './apply'
import { type UserEvent, userEventOf } from './event'

export interface EventsEndpointParts extends ApplyParts {
  appId: string
  /** With which Auth0 authenticates itself. */
  secret: string
}

const path = '/auth0/events'
/** A profile has a few kilobytes, and metadata of 16 MB at the most, which nobody wants here. */
const limit = '1mb'

/** @throws for what is no event */
async function eventIn(req: Request): Promise<UserEvent | undefined> {
  const read = internals.express().json({ type: () => true, limit })
  return userEventOf(await bodyRead(req, read))
}

function answer(res: Response, status: number, code: string, error: string): void {
  res.status(status).json({ code: internals.Parse().Error[code], error })
}

/** Auth0 sends again what is answered by 500, and gives up a stream whose events are refused. */
export function eventsEndpoint({ appId, secret, ...parts }: EventsEndpointParts): Endpoint {
  const apply = createApply(parts)

  async function take(req: Request, res: Response): Promise<void> {
    const event = await eventIn(req).catch(() => 'none' as const)
    if (event === 'none') return answer(res, 400, 'INVALID_JSON', 'This is no event of Auth0.')
    // Of other kinds there is nothing to do.
    if (event) await apply(configFor(appId, { headers: {}, ip: req.ip }), event)
    res.json({})
  }
  return postEndpoint(path, 'POST events here, as Auth0 does.', (req, res) => {
    if (!isSameSecret(bearerIn(req) ?? '', secret)) {
      res.setHeader('WWW-Authenticate', 'Bearer')
      return answer(res, 401, 'OPERATION_FORBIDDEN', 'The secret is not that of auth0.eventStream.')
    }
    take(req, res).catch((thrown: unknown) => {
      internals.logger().error(`An event of Auth0 failed: ${reasonOf(thrown)}`)
      answer(res, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error.')
    })
  })
}
