/**
 * `POST …/backchannel-logout`, where a provider tells that somebody has logged out there, or was (OpenID Connect
 * Back-Channel Logout 1.0).
 */
import { reasonOf } from '../../../errors'
import { isRecord } from '../../../option-kinds/kinds'
import { internals, type Request, type Response } from '../../../parse/internals'
import type { Endpoint } from '../../../part/part'
import { bodyRead, postEndpoint } from '../post-endpoint'
import type { Provider } from '../provider'
import { ProviderUnavailable, TokenFault } from '../token/errors'
import type { VerifyLogoutToken } from '../token/logout-token'
import { createLogout, type LogoutParts } from './end-sessions'

export interface LogoutEndpointParts extends LogoutParts {
  provider: Pick<Provider, 'name' | 'storePrefix' | 'options' | 'title' | 'basePath'>
  verifyLogoutToken: VerifyLogoutToken
}

/** More than the token may have. */
const limit = '32kb'

const isForm = ({ headers }: Request) =>
  /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '')

/** @throws {TokenFault} */
async function tokenIn(req: Request): Promise<unknown> {
  if (!isForm(req)) throw new TokenFault('it was not sent as a form')
  const read = internals.express().urlencoded({ extended: false, limit })
  const body = await bodyRead(req, read).catch(() => {
    throw new TokenFault('the form can’t be read')
  })
  return isRecord(body) ? body.logout_token : undefined
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
  async function take(req: Request, res: Response): Promise<void> {
    await logOut(await verifyLogoutToken(await tokenIn(req)))
    res.status(200).end()
  }
  const path = `${provider.basePath}/backchannel-logout`
  return postEndpoint(path, 'POST a logout_token here, as providers do.', (req, res) => {
    take(req, res).catch((thrown: unknown) => refuse(res, provider.title, thrown))
  })
}
