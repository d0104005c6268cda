/** `POST …/backchannel-logout`, where a provider tells that somebody has logged out there, or was (OpenID Connect Back-Channel Logout 1.0). */
import { reasonOf } from '../../../errors'
import { isRecord } from '../../../option-kinds/kinds'
import { type Handler, internals, type Request, type Response } from '../../../parse/internals'
import type { Endpoint } from '../../../part/part'
import type { Provider } from '../provider'
import { ProviderUnavailable, TokenFault } from '../token/errors'
import type { VerifyLogoutToken } from '../token/logout-token'
import { createLogout, type LogoutParts } from './end-sessions'

export interface LogoutEndpointParts extends LogoutParts {
  provider: Pick<Provider, 'name' | 'scope' | 'options' | 'title' | 'endpoints'>
  verifyLogoutToken: VerifyLogoutToken
}

/** More than the token may have. */
const limit = '32kb'

const isForm = ({ headers }: Request) =>
  /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '')

/** A parser of the host's may have read it. @throws {TokenFault} */
async function tokenIn(req: Request): Promise<unknown> {
  if (!isForm(req)) throw new TokenFault('it was not sent as a form')
  const read = internals.express().urlencoded({ extended: false, limit })
  await new Promise<void>((resolve, reject) =>
    read(req, req.res, (error) => (error ? reject(new TokenFault('the form can’t be read')) : resolve())),
  )
  return isRecord(req.body) ? req.body.logout_token : undefined
}

function refuse(res: Response, title: string, thrown: unknown): void {
  const logger = internals.logger()
  const { OBJECT_NOT_FOUND, CONNECTION_FAILED, INTERNAL_SERVER_ERROR } = internals.Parse().Error
  if (thrown instanceof TokenFault) {
    logger.warn(`A logout token of ${title} was refused: ${thrown.message}`)
    return void res.status(400).json({ code: OBJECT_NOT_FOUND, error: 'The logout token is not valid.' })
  }
  logger.error(`A log-out by ${title} failed: ${reasonOf(thrown)}`)
  const isAway = thrown instanceof ProviderUnavailable
  res.setHeader('Retry-After', '5')
  const code = isAway ? CONNECTION_FAILED : INTERNAL_SERVER_ERROR
  res.status(isAway ? 503 : 500).json({ code, error: 'The log-out can’t be done now. Try again soon.' })
}

/** Who sends it has no cookie, and needs none: the token is all that counts. */
export function logoutEndpoint(parts: LogoutEndpointParts): Endpoint {
  const { provider, verifyLogoutToken } = parts
  const logOut = createLogout(parts)
  const handle: Handler = (req, res) => {
    res.setHeader('Cache-Control', 'no-store')
    if (req.method !== 'POST') {
      res.setHeader('Allow', 'POST')
      const { INVALID_JSON } = internals.Parse().Error
      return void res
        .status(405)
        .json({ code: INVALID_JSON, error: 'POST a logout_token here, as providers do.' })
    }
    const answer = async () => {
      await logOut(await verifyLogoutToken(await tokenIn(req)))
      res.status(200).end()
    }
    answer().catch((thrown: unknown) => refuse(res, provider.title, thrown))
  }
  return { stage: 'endpoint', path: `${provider.endpoints}/backchannel-logout`, handle }
}
