/** `Authorization: Bearer <access token>`, on any request of REST and GraphQL (RFC 6750). */
import { parseError } from '../../../parse/errors'
import {
  type Handler,
  internals,
  type ParseError,
  type Request,
  type Response,
} from '../../../parse/internals'
import { type BearerParts, createBearerAccess, type GrantAccess } from './access'
import { isTokenRefusal, missingScopeOf, orRefuse, TokenFault } from '../token/errors'
import { jose } from '../../../parse/libraries'

/** Takes the token out of the request, where logs and triggers would see it. */
function takeToken({ headers }: Request): string | undefined {
  const [scheme = '', ...rest] = (headers.authorization ?? '').split(' ')
  if (scheme.toLowerCase() !== 'bearer') return undefined
  delete headers.authorization
  return rest.join(' ').trim()
}

/** There a password is checked, and parse-server takes no session. */
const isLogIn = ({ path }: Request) => /^\/+login\/?$/i.test(path)

/** What a client without a Parse SDK has to do. */
function statusOf(refusal: ParseError): number {
  const { Error: codes } = internals.Parse()
  if (isTokenRefusal(refusal)) return 401
  if (missingScopeOf(refusal)) return 403
  if (refusal.code === codes.CONNECTION_FAILED) return 503
  return refusal.code === codes.INTERNAL_SERVER_ERROR ? 500 : 400
}

function refusalOf(thrown: unknown): ParseError {
  if (thrown instanceof internals.Parse().Error) return thrown
  internals.logger().error('A request with an access token failed.', thrown)
  return parseError('INTERNAL_SERVER_ERROR', 'Internal server error.') as ParseError
}

/** RFC 6750, section 3.1. */
function challengeFor(status: number, refusal: ParseError): string | undefined {
  if (status === 401) return 'Bearer error="invalid_token"'
  const scope = missingScopeOf(refusal)
  return scope && `Bearer error="insufficient_scope", scope="${scope.join(' ')}"`
}

function refuse(req: Request, res: Response, thrown: unknown, appId: string): void {
  const refusal = refusalOf(thrown)
  const status = statusOf(refusal)
  const challenge = challengeFor(status, refusal)
  if (challenge !== undefined) res.setHeader('WWW-Authenticate', challenge)
  if (status === 503) res.setHeader('Retry-After', '5')
  // A page of another origin may read the refusal as it may read answers.
  internals.middlewares().allowCrossDomain(appId)(req, res, () =>
    res.status(status).json({ code: refusal.code, error: refusal.message }),
  )
}

/** A provider's door, and whose tokens may pass it. */
interface Door {
  issuers: string[]
  grant: GrantAccess
}

/** Not verified: it only chooses who verifies. */
function issuerIn(token: string): unknown {
  try {
    return jose().decodeJwt(token).iss
  } catch {
    return undefined
  }
}

/** An issuer may have several APIs, each a provider of its own: a token that is not for one may be for another. */
async function grantByOneOf([door, ...others]: Door[], req: Request, token: string): ReturnType<GrantAccess> {
  if (!door)
    return orRefuse('access', () => Promise.reject(new TokenFault('an access token of an unknown issuer')))
  try {
    return await door.grant(req, token)
  } catch (thrown) {
    if (others.length > 0 && isTokenRefusal(thrown as object)) return grantByOneOf(others, req, token)
    throw thrown
  }
}

/**
 * @param appId of the running server
 * @param providers with an audience
 * @returns a handler that stands before those of parse-server
 */
export function createBearer(appId: string, providers: BearerParts[]): Handler {
  const doors = providers.map((parts): Door => ({
    issuers: parts.provider.issuers,
    grant: createBearerAccess(appId, parts),
  }))
  // A single provider has the word about whatever comes.
  function doorsFor(token: string): Door[] {
    if (doors.length === 1) return doors
    const claimed = issuerIn(token)
    return doors.filter(({ issuers }) => issuers.some((issuer) => issuer === claimed))
  }

  async function actAsUser(req: Request, token: string): Promise<void> {
    if (req.headers['x-parse-session-token'] !== undefined)
      throw parseError('INVALID_JSON', 'Send X-Parse-Session-Token or Authorization: Bearer, not both.')
    const { user, sessionToken } = await grantByOneOf(doorsFor(token), req, token)
    req.userFromJWT = user
    req.headers['x-parse-session-token'] = sessionToken
  }

  return (req, res, next) => {
    const token = takeToken(req)
    if (token === undefined || isLogIn(req)) return next()
    actAsUser(req, token).then(
      () => next(),
      (thrown: unknown) => refuse(req, res, thrown, appId),
    )
  }
}
