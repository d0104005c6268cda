/** An Auth0 tenant on loopback for specs: real keys, tokens signed by hand, and the endpoints that Auth0 has. */
import { randomUUID } from 'node:crypto'
import { closeAfterwards } from './left-over'
import { answerUserInfo, type CodeGrant, createCodes } from './tenant/answers'
import { type Algorithm, createKeys, type Overrides, signToken, type TenantKeys } from './tenant/keys'
import { type Endpoint, type Failure, startServer } from './tenant/server'

export interface Tenant {
  /** As http://127.0.0.1:4711, for `auth0.domain`. */
  domain: string
  /** The domain and a slash. */
  issuer: string
  clientId: string
  audience: string
  /** For `startHost({ auth0: tenant.options })`. */
  options: { domain: string; clientId: string; audience: string }
  /** A valid ID token of auth0|ann. */
  idToken(claims?: Overrides, header?: Overrides): Promise<string>
  /** A valid access token of auth0|ann for the API and /userinfo, in Auth0's default profile. */
  accessToken(claims?: Overrides, header?: Overrides): Promise<string>
  keys: TenantKeys
  /** What the configuration of the issuer says, on top of (or, with undefined, without) what is true. */
  describe(changes: Overrides): void
  /** How often each endpoint was asked. */
  requests: {
    readonly discovery: number
    readonly jwks: number
    readonly token: number
    readonly userInfo: number
  }
  /** Resolves when the endpoint is asked next. */
  nextRequest(endpoint: Endpoint): Promise<unknown>
  /** From now on the endpoint fails; undefined recovers. */
  failDiscovery(how?: Failure): void
  failJwks(how?: Failure): void
  failToken(how?: Failure): void
  failUserInfo(how?: Failure): void
  /** Makes an authorization code for POST /oauth/token. */
  code(grant: CodeGrant): string
  /** What /userinfo answers for a `sub`, on top of it; auth0|ann is there. */
  users: Map<string, Overrides>
  close(): Promise<void>
}

const clientId = 'spec-client'
const audience = 'https://api.example.com'

const ann = {
  email: 'ann@example.com',
  email_verified: true,
  name: 'Ann Archer',
  nickname: 'ann',
  picture: 'https://example.com/ann.png',
  given_name: 'Ann',
  family_name: 'Archer',
  locale: 'en',
}

const epochSeconds = () => Math.floor(Date.now() / 1000)

function createTokens(issuer: string, keys: TenantKeys): Pick<Tenant, 'idToken' | 'accessToken'> {
  const common = () => ({ iss: issuer, sub: 'auth0|ann', iat: epochSeconds() })
  return {
    idToken: async (claims, header) => {
      const exp = epochSeconds() + 36_000
      const defaults = { ...common(), aud: clientId, exp, sid: randomUUID(), ...ann }
      return signToken(keys.current, { ...defaults, ...claims }, header)
    },
    accessToken: async (claims, header) => {
      const aud = [audience, `${issuer}userinfo`]
      const exp = epochSeconds() + 86_400
      const defaults = { ...common(), aud, azp: clientId, exp, scope: 'openid profile email' }
      return signToken(keys.current, { ...defaults, ...claims }, header)
    },
  }
}

interface TenantOptions {
  /** What the token endpoint asks for. @default none */
  clientSecret?: string
  /** Keys of ES256 are made in no time. @default "RS256" */
  algorithm?: Algorithm
}

export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
  const { clientSecret, algorithm = 'RS256' } = options
  const keys = createKeys(algorithm)
  const users = new Map<string, Overrides>([['auth0|ann', ann]])
  const codes = createCodes({ clientId, clientSecret })
  let described: Overrides = {}
  const { domain, requests, nextRequest, fail, close } = await startServer((domain) => ({
    discovery: () => [
      200,
      {
        issuer: `${domain}/`,
        jwks_uri: `${domain}/.well-known/jwks.json`,
        token_endpoint: `${domain}/oauth/token`,
        userinfo_endpoint: `${domain}/userinfo`,
        ...described,
      },
    ],
    jwks: () => [200, { keys: keys.published }],
    token: codes.answer(createTokens(`${domain}/`, keys)),
    userInfo: answerUserInfo(`${domain}/`, keys, users),
  }))
  const issuer = `${domain}/`
  return {
    domain,
    issuer,
    clientId,
    audience,
    options: { domain, clientId, audience },
    ...createTokens(issuer, keys),
    keys,
    requests,
    nextRequest,
    describe: (changes) => void (described = changes),
    failDiscovery: fail('discovery'),
    failJwks: fail('jwks'),
    failToken: fail('token'),
    failUserInfo: fail('userInfo'),
    code: codes.code,
    users,
    close: closeAfterwards(close),
  }
}
