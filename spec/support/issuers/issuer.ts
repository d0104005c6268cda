/** A real issuer of OpenID Connect on loopback, in the shape of Keycloak or of Entra, and people who sign in there. */
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Configuration, Provider } from 'oidc-provider'
import * as client from 'openid-client'
import { loadOidcProvider } from '../../../dev/issuer/load-quietly'
import { createStorage } from '../../../dev/issuer/storage'
import { closeAfterwards } from '../left-over'
import { makeKey } from '../tenant/keys'
import { type Account, audience, clientId, redirectUri, type Shape } from './shapes'

/** What a log-in at the issuer ends with. */
interface Tokens {
  id_token: string
  access_token: string
}

export interface SpecIssuer {
  /** As in its tokens. */
  issuer: string
  /** For `startHost({ oidc: { … } })`. */
  options: { issuer: string; clientId: string; audience: string }
  /** Whoever is named signs in, and the application gets a code. */
  code(account: Account): Promise<{ code: string; redirect_uri: string; code_verifier: string }>
  /** Makes somebody known, who signs in by browser. */
  add(account: Account): Account
  /** The same as `code`, and the application has exchanged it. */
  tokens(account: Account): Promise<Tokens>
  close(): Promise<void>
}

/** Somebody whom no other test knows. */
export function newAccount(changes: Partial<Account> = {}): Account {
  const name = `p${randomUUID().slice(0, 13)}`
  return { sub: randomUUID(), email: `${name}@example.com`, roles: [], ...changes }
}

const scope = 'openid profile email'

function configurationOf(shape: Shape, accounts: Map<string, Account>): Configuration {
  const { privateKey, kid } = makeKey()
  const known = (sub: string) => accounts.get(sub)!
  return {
    adapter: createStorage(),
    claims: { openid: ['sub', 'sid', ...Object.keys(shape.idToken(newAccount()))] },
    clients: [
      {
        client_id: clientId,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'none',
      },
    ],
    conformIdTokenClaims: false,
    cookies: { keys: [randomUUID()] },
    features: {
      claimsParameter: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({ scope, audience, accessTokenFormat: 'jwt' }),
        useGrantedResource: () => true,
      },
    },
    findAccount: (_ctx, sub) =>
      accounts.has(sub)
        ? { accountId: sub, claims: () => ({ sub, ...shape.idToken(known(sub)) }) }
        : undefined,
    formats: {
      customizers: {
        jwt: (_ctx, _token, jwt) => {
          const { iss, sub, iat, exp } = jwt.payload
          jwt.header = { ...jwt.header, typ: 'JWT' }
          jwt.payload = { iss, sub, iat, exp, ...shape.accessToken(known(String(sub))) }
        },
      },
    },
    interactions: { url: (_ctx, { uid }) => `${shape.path}/interaction/${uid}` },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] },
    loadExistingGrant: async ({ oidc }) => {
      const accountId = String(oidc.account?.accountId)
      const grant = new oidc.provider.Grant({ clientId, accountId })
      grant.addOIDCScope(scope)
      grant.addResourceScope(`urn:${audience}`, scope)
      await grant.save()
      return grant
    },
    routes: shape.routes,
    scopes: scope.split(' '),
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
  }
}

const askWho = `<!doctype html><form method="post"><label>Who are you? <input name="sub"></label>
<button>Sign in</button><button name="cancel" value="yes">Cancel</button></form>`

/** Whoever the application hints at is signed in; without a hint, people say who they are. */
function appOf(provider: Provider, shape: Shape) {
  const app = express()
  const path = `${shape.path}/interaction/:uid`
  app.get(path, async (request, response) => {
    const { params } = await provider.interactionDetails(request, response)
    const { login_hint: hint } = params
    if (typeof hint !== 'string') return void response.send(askWho)
    const login = { accountId: hint }
    await provider.interactionFinished(request, response, { login, consent: {} })
  })
  app.post(path, express.urlencoded(), async (request, response) => {
    const { sub, cancel } = request.body as { sub: string; cancel?: string }
    const result = cancel ? { error: 'access_denied' } : { login: { accountId: sub }, consent: {} }
    await provider.interactionFinished(request, response, result)
  })
  app.use(shape.path, provider.callback())
  return app
}

/** Follows redirects with cookies, as a browser does. @returns where the application is */
async function follow(start: URL): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = start
  while (!url.href.startsWith(redirectUri)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { headers: { cookie }, redirect: 'manual' })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`The issuer answered ${response.status}: ${await response.text()}`)
    url = new URL(location, url)
  }
  return url
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

export async function startIssuer(shape: Shape): Promise<SpecIssuer> {
  const server = createServer()
  const issuer = (await listen(server)) + shape.path
  const accounts = new Map<string, Account>()
  const { Provider } = await loadOidcProvider()
  const provider = new Provider(issuer, configurationOf(shape, accounts))
  // The port of a host's own pages is known when the issuer runs already.
  const { prototype } = provider.Client as unknown as {
    prototype: { redirectUriAllowed(uri: string): boolean }
  }
  prototype.redirectUriAllowed = (uri) => uri === redirectUri || /\/auth\/callback\/\w+$/.test(uri)
  server.on('request', appOf(provider, shape))

  const discover = () =>
    client.discovery(new URL(issuer), clientId, undefined, client.None(), {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- meant for this: plain HTTP on one machine
      execute: [client.allowInsecureRequests],
    })
  async function signIn(account: Account) {
    accounts.set(account.sub, account)
    const verifier = client.randomPKCECodeVerifier()
    const url = client.buildAuthorizationUrl(await discover(), {
      ...{ redirect_uri: redirectUri, scope, login_hint: account.sub, resource: `urn:${audience}` },
      claims: JSON.stringify({ id_token: { sid: null } }),
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return { answer: await follow(url), verifier }
  }
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    issuer,
    options: { issuer, clientId, audience },
    add: (account) => {
      accounts.set(account.sub, account)
      return account
    },
    code: async (account) => {
      const { answer, verifier } = await signIn(account)
      const code = String(answer.searchParams.get('code'))
      return { code, redirect_uri: redirectUri, code_verifier: verifier }
    },
    tokens: async (account) => {
      const { answer, verifier } = await signIn(account)
      const checks = { pkceCodeVerifier: verifier }
      return (await client.authorizationCodeGrant(await discover(), answer, checks)) as Tokens
    },
    close: closeAfterwards(close),
  }
}
