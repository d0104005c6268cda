/** `POST /auth0/session`, where an Auth0 Action gets the Parse session for who is about to log in. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { ResolvedAuth0Options } from './options'
import { keptBefore } from '../../guards/answers-after-mail'
import { parseError } from '../../parse/errors'
import { internals, type ParseError, type Request, type Response } from '../../parse/internals'
import type { Endpoint, ExpiringStore, ManagedSessions, Running } from '../../part/part'
import { configFor } from '../../parse/request/request-config'
import { bearerIn, postEndpoint } from '../oidc/post-endpoint'
import type { Revocations } from '../oidc/revocations'
import { createAssertionVerifier } from './action-assertion'
import { createActionSessions } from './action-session'
import { isTokenRefusal, orRefuse } from '../oidc/token/errors'
import type { Identity } from '../oidc/token/identity'
import type { CatchUp, LogIn } from '../oidc/login/login-context'
import { loopback } from '../oidc/options'
import { title } from './name'

/** What the endpoint needs of the rest. */
export interface ActionEndpointParts {
  appId: string
  options: ResolvedAuth0Options
  /** One of which an Action signs with. */
  secrets: string[]
  running: Pick<Running, 'besideApi'> & { sessions: Pick<ManagedSessions, 'longestMs'> }
  store: Pick<ExpiringStore, 'claim' | 'count'>
  revocations: Revocations
  logIn: LogIn
  catchUp: CatchUp
}

const path = '/auth0/session'
const windowSeconds = 60
/** A person does not log in more often; a script may. */
const mostLogIns = 30
/** Our Actions make no faults, but for a while after a secret was changed. */
const mostFaults = 100

/** The names of this machine mean the same. */
function audienceOf({ protocol, hostname, port, pathname }: URL): string[] {
  const hosts = loopback.includes(hostname) ? loopback : [hostname]
  return hosts.map((host) => `${protocol}//${host}${port && `:${port}`}${pathname}`)
}

const tooMany = () =>
  parseError('REQUEST_LIMIT_EXCEEDED', `Too many requests. Try again in ${windowSeconds} seconds.`)

function statusOf(error: ParseError): number {
  const { code } = error
  const { Error: codes } = internals.Parse()
  if (isTokenRefusal(error)) return 401
  if (code === codes.REQUEST_LIMIT_EXCEEDED) return 429
  if (code === codes.CONNECTION_FAILED) return 503
  return code === codes.INTERNAL_SERVER_ERROR ? 500 : 403
}

function refuse(res: Response, thrown: unknown): void {
  const { Error: ParseErrorClass } = internals.Parse()
  const isKnown = thrown instanceof ParseErrorClass
  if (!isKnown) internals.logger().error('An Action could not be answered.', thrown)
  const error = (
    isKnown ? thrown : parseError('INTERNAL_SERVER_ERROR', 'Internal server error.')
  ) as ParseError
  const status = statusOf(error)
  if (status === 429 || status === 503) res.setHeader('Retry-After', status === 429 ? windowSeconds : 5)
  res.status(status).json({ code: error.code, error: error.message })
}

/** @returns a handler for the path of the endpoint */
export function createActionEndpoint(parts: ActionEndpointParts): Endpoint {
  const { appId, options, secrets, running, store, revocations, logIn, catchUp } = parts
  const faults = new RateLimiterMemory({ points: mostFaults, duration: windowSeconds })
  const audience = audienceOf(running.besideApi(path))
  const verifyAssertion = createAssertionVerifier({
    options,
    secrets,
    audience,
    claimOnce: (key, seconds) => store.claim(key, seconds),
  })
  const sessionMs = Math.min(options.actionSessionSeconds * 1000, running.sessions.longestMs)
  const openSession = createActionSessions({ logIn, catchUp, sessionMs })

  /** Whoever guesses is slowed down; a good assertion from the same address, which Auth0's tenants share, is not. */
  async function refuseFault(req: Request, thrown: unknown): Promise<never> {
    const { consumedPoints } = await faults.penalty(String(req.ip))
    throw consumedPoints > mostFaults ? tooMany() : thrown
  }

  async function identify(req: Request): Promise<Identity> {
    const identity = await verifyAssertion(bearerIn(req))
    await revocations.refuseRevoked(identity)
    return identity
  }

  async function answer(req: Request) {
    const identity = await orRefuse(title, () => identify(req)).catch((thrown: unknown) =>
      refuseFault(req, thrown),
    )
    const logIns = await store.count(`action:${identity.subject}`, windowSeconds)
    if (logIns > mostLogIns) throw tooMany()
    // Triggers need not see the assertion.
    return keptBefore(() => openSession(configFor(appId, { headers: {}, ip: req.ip }), identity))
  }

  return postEndpoint(path, 'POST an assertion here, as the Action does.', (req, res) => {
    answer(req).then(
      (session) => res.json(session),
      (thrown: unknown) => refuse(res, thrown),
    )
  })
}
