/** The session behind an access token of one provider: opened by its first request, known to all others. */
import { authOf, cloudInstallation, nobody } from '../../../parse/auth-of'
import { configFor } from '../../../parse/request/request-config'
import type { Auth, Request, RequestConfig } from '../../../parse/internals'
import { dateValue } from '../../../parse/values'
import { keptBefore } from '../../../guards/answers-after-mail'
import { bearerSessionToken } from '../../session/bearer-session'
import { linkOf } from '../login/link'
import type { LogIn } from '../login/login-context'
import type { Provider } from '../provider'
import type { Revocations } from '../revocations'
import { orRefuse, TokenFault } from '../token/errors'
import type { Identity } from '../token/identity'
import type { Verifier } from '../token/verifier'

/** What bearer requests need of a provider. */
export interface BearerParts {
  provider: Provider
  verifier: Verifier
  revocations: Revocations
  logIn: LogIn
  /** Ends a session and the token behind it. */
  endSession: (sessionToken: string) => Promise<void>
  /** What a session lasts at most. */
  longestMs: number
}

/** Whom a request acts as. */
interface Access {
  user: Auth['user']
  sessionToken: string
}

/** @throws {Parse.Error} as `orRefuse` has it, and whatever refuses the log-in. */
export type GrantAccess = (req: Request, token: string) => Promise<Access>

/** The device of the client, where its session takes the place of the former one. */
function installationOf({ headers }: Request): string | undefined {
  const id = headers['x-parse-installation-id']
  // That of Cloud Code is no client's.
  return typeof id === 'string' && id !== '' && id !== cloudInstallation ? id : undefined
}

/** @param appId of the running server */
export function createBearerAccess(
  appId: string,
  { provider, verifier, revocations, logIn, endSession, longestMs }: BearerParts,
): GrantAccess {
  const { name, title } = provider
  const opening = new Map<string, Promise<unknown>>()
  const shared = configFor(appId)

  /** Enough to look up a session: to make a whole configuration takes longer than to know the token again. */
  const readConfigFor = ({ headers, ip }: Request): RequestConfig =>
    Object.assign(Object.create(shared) as RequestConfig, { headers, ip })

  /** Counted from the token, which would open one after the other else. */
  const endOf = ({ issuedAt, expiresAt }: Identity) => Math.min(expiresAt * 1000, issuedAt * 1000 + longestMs)

  async function assertUsable(identity: Identity): Promise<void> {
    // Within the clock tolerance the token is valid, but its session would be over.
    if (endOf(identity) <= Date.now()) throw new TokenFault('it has expired')
    await revocations.refuseRevoked(identity)
  }

  async function open(req: Request, identity: Identity, token: string, sessionToken: string) {
    const config = configFor(appId, req)
    await orRefuse(title, () => assertUsable(identity))
    const request = {
      config,
      auth: nobody(config, installationOf(req)),
      identity,
      fields: {},
      context: {},
      loadClaims: () => orRefuse(title, () => verifier.loadUserInfo(identity, token)),
      session: { sessionToken, expiresAt: dateValue(endOf(identity)) },
    }
    await keptBefore(() => logIn(request))
  }

  /** Requests at the same time open one session. */
  async function openOnce(sessionToken: string, action: () => Promise<unknown>): Promise<void> {
    const pending = opening.get(sessionToken) ?? action().finally(() => opening.delete(sessionToken))
    opening.set(sessionToken, pending)
    await pending
  }

  /** A link that has gone ends it; a log-in that was on its way then, or another node, may have opened it since. */
  async function assertLinked({ user }: Auth, { subject }: Identity, sessionToken: string): Promise<void> {
    if (linkOf({ authData: user?.get('authData') }, name)?.id === subject) return
    await endSession(sessionToken)
    throw new TokenFault('its user was unlinked')
  }

  async function authFor(req: Request, identity: Identity, token: string, sessionToken: string) {
    const known = await authOf(readConfigFor(req), sessionToken)
    if (known) return known
    await openOnce(sessionToken, () => open(req, identity, token, sessionToken))
    return orRefuse(title, async () => {
      const auth = await authOf(readConfigFor(req), sessionToken)
      if (!auth) throw new TokenFault('its session was ended')
      return auth
    })
  }

  return async (req, token) => {
    const identity = await orRefuse(title, () => verifier.verifyAccessToken(token))
    const sessionToken = bearerSessionToken(name, token)
    const auth = await authFor(req, identity, token, sessionToken)
    await orRefuse(title, () => assertLinked(auth, identity, sessionToken))
    return { user: auth.user, sessionToken }
  }
}
