/** `Authorization: Bearer <Auth0 access token>`, on any request of REST and GraphQL (RFC 6750). */
import { orRefuse, TokenFault, tokenRefusal } from './token/errors'
import type { Identity } from './token/identity'
import type { LogIn } from './login-context'
import type { Auth0Verifier } from './token/verifier'
import { bearerSessionToken } from '../session/bearer-session'
import type { Revocations } from './revocations'
import { keptBefore } from '../../guards/answers-after-mail'
import { parseError } from '../../parse/errors'
import type { ResolvedOidcOptions } from './options'
import { scopeRefusal } from './token/scope'
import {
  type Auth,
  type Handler,
  internals,
  type ParseError,
  type Request,
  type RequestConfig,
  type Response,
} from '../../parse/internals'
import { dateValue } from '../../parse/values'
import { configFor } from '../../parse/request-config'

/** What bearer requests need of the rest. */
export interface BearerParts {
  appId: string
  options: Pick<ResolvedOidcOptions, 'scope'>
  verifier: Auth0Verifier
  revocations: Revocations
  logIn: LogIn
}

/** Takes the token out of the request, where logs and triggers would see it. */
function takeToken({ headers }: Request): string | undefined {
  const [scheme = '', ...rest] = (headers.authorization ?? '').split(' ')
  if (scheme.toLowerCase() !== 'bearer') return undefined
  delete headers.authorization
  return rest.join(' ').trim()
}

/** There a password is checked, and parse-server takes no session. */
const isLogIn = ({ path }: Request) => /^\/+login\/?$/i.test(path)

function isInvalidSession(thrown: unknown): boolean {
  return (thrown as { code?: unknown }).code === internals.Parse().Error.INVALID_SESSION_TOKEN
}

/** What a client without a Parse SDK has to do. */
function statusOf({ code, message }: ParseError, scope: string[]): number {
  const { Error: codes } = internals.Parse()
  if (message === tokenRefusal) return 401
  if (scope.length > 0 && message === scopeRefusal(scope)) return 403
  if (code === codes.CONNECTION_FAILED) return 503
  return code === codes.INTERNAL_SERVER_ERROR ? 500 : 400
}

function refusalOf(thrown: unknown): ParseError {
  if (thrown instanceof internals.Parse().Error) return thrown
  internals.logger().error('A request with an access token failed.', thrown)
  return parseError('INTERNAL_SERVER_ERROR', 'Internal server error.') as ParseError
}

/** RFC 6750, section 3.1. */
function challengeFor(status: number, scope: string[]): string | undefined {
  if (status === 401) return 'Bearer error="invalid_token"'
  return status === 403 ? `Bearer error="insufficient_scope", scope="${scope.join(' ')}"` : undefined
}

function refuse(req: Request, res: Response, thrown: unknown, { appId, options }: BearerParts): void {
  const { scope = [] } = options
  const refusal = refusalOf(thrown)
  const status = statusOf(refusal, scope)
  const challenge = challengeFor(status, scope)
  if (challenge !== undefined) res.setHeader('WWW-Authenticate', challenge)
  if (status === 503) res.setHeader('Retry-After', '5')
  // A page of another origin may read the refusal as it may read answers.
  internals.middlewares().allowCrossDomain(appId)(req, res, () =>
    res.status(status).json({ code: refusal.code, error: refusal.message }),
  )
}

/** The device of the client, where its session takes the place of the former one. */
function installationOf({ headers }: Request): string | undefined {
  const id = headers['x-parse-installation-id']
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** @returns a handler that stands before those of parse-server */
export function createBearer(parts: BearerParts): Handler {
  const { appId, verifier, revocations, logIn } = parts
  const opening = new Map<string, Promise<unknown>>()
  const shared = configFor(appId, { headers: {}, ip: undefined })

  /** Enough to look up a session: to make a whole configuration takes longer than to know the token again. */
  const readConfigFor = ({ headers, ip }: Request): RequestConfig =>
    Object.assign(Object.create(shared) as RequestConfig, { headers, ip })

  async function assertUsable(identity: Identity, sessionToken: string): Promise<void> {
    // Within the clock tolerance the token is valid, but its session would be over.
    if (identity.expiresAt * 1000 <= Date.now()) throw new TokenFault('it has expired')
    await revocations.refuseRevoked(identity, sessionToken)
  }

  async function open(req: Request, identity: Identity, token: string, sessionToken: string) {
    const { Auth } = internals.auth()
    const config = configFor(appId, req)
    await orRefuse(() => assertUsable(identity, sessionToken))
    const request = {
      config,
      auth: new Auth({ config, isMaster: false, installationId: installationOf(req) }),
      identity,
      fields: {},
      context: {},
      loadClaims: () => orRefuse(() => verifier.loadUserInfo(identity, token)),
      session: { sessionToken, expiresAt: dateValue(identity.expiresAt * 1000) },
    }
    await keptBefore(() => logIn(request))
  }

  /** Requests at the same time open one session. */
  async function openOnce(sessionToken: string, action: () => Promise<unknown>): Promise<void> {
    const pending = opening.get(sessionToken) ?? action().finally(() => opening.delete(sessionToken))
    opening.set(sessionToken, pending)
    await pending
  }

  async function authOf(req: Request, sessionToken: string): Promise<Auth | undefined> {
    try {
      return await internals.auth().getAuthForSessionToken({ config: readConfigFor(req), sessionToken })
    } catch (thrown) {
      if (isInvalidSession(thrown)) return undefined
      throw thrown
    }
  }

  async function authFor(req: Request, identity: Identity, token: string, sessionToken: string) {
    const known = await authOf(req, sessionToken)
    if (known) return known
    await openOnce(sessionToken, () => open(req, identity, token, sessionToken))
    return orRefuse(async () => {
      const auth = await authOf(req, sessionToken)
      if (!auth) throw new TokenFault('its session was ended')
      return auth
    })
  }

  async function actAsUser(req: Request, token: string): Promise<void> {
    if (req.headers['x-parse-session-token'] !== undefined)
      throw parseError('INVALID_JSON', 'Send X-Parse-Session-Token or Authorization: Bearer, not both.')
    const identity = await orRefuse(() => verifier.verifyAccessToken(token))
    const sessionToken = bearerSessionToken(token)
    const { user } = await authFor(req, identity, token, sessionToken)
    req.userFromJWT = user
    req.headers['x-parse-session-token'] = sessionToken
  }

  return (req, res, next) => {
    const token = takeToken(req)
    if (token === undefined || isLogIn(req)) return next()
    actAsUser(req, token).then(
      () => next(),
      (thrown: unknown) => refuse(req, res, thrown, parts),
    )
  }
}
