/** A real issuer of OpenID Connect on this machine, and people who sign in there without a password. */
import { createServer } from 'node:http'
import express from 'express'
import type { Provider } from 'oidc-provider'
import { closeServer, listen } from '../listen'
import { configurationOf } from './configuration'
import { loadOidcProvider } from './load-quietly'
import { audience, clientId, type IssuerAccount, plainShape, redirectUri, type Shape } from './shape'
import { createVisitor, type IssuedCode, type IssuedTokens } from './visitor'

export interface TestIssuer<Account extends IssuerAccount = IssuerAccount> {
  /** URL, as it stands in its tokens. */
  issuer: string
  /** For the option `oidc`: `oidc: { staff: issuer.options }`. */
  options: { issuer: string; clientId: string; audience: string }
  /** For the option `auth0`, of an issuer that stands in for a tenant of Auth0. */
  auth0: { domain: string; clientId: string; audience: string }
  /** Signs somebody in: tokens, as the application gets them. */
  tokens(account: Account): Promise<IssuedTokens>
  /** Signs somebody in: a code, which works once, and what goes with it to `authData`. */
  code(account: Account): Promise<IssuedCode>
  /**
   * Tells an app that somebody has logged out (OpenID Connect Back-Channel Logout), as
   * `http://localhost:1337/oidc/staff/backchannel-logout`.
   * @param sid of an ID token, where one session is meant
   * @throws where the app does not answer 200
   */
  logOut(account: Account, url: string, sid?: string): Promise<void>
  /** Makes somebody known, who can sign in by browser from then on, with the `sub`. */
  add(account: Account): Account
  close(): Promise<void>
}

/** What the types of oidc-provider leave out. */
interface LogoutClient {
  backchannelLogout(sub: string, sid: string | undefined): Promise<void>
}

const askWho = `<!doctype html><form method="post"><label>Who are you? <input name="sub"></label>
<button>Sign in</button><button name="cancel" value="yes">Cancel</button></form>`

/** Whoever the application hints at is signed in; without a hint, people say who they are. */
function appOf(provider: Provider, path: string) {
  const app = express()
  const interaction = `${path}/interaction/:uid`
  app.get(interaction, async (request, response) => {
    const { params } = await provider.interactionDetails(request, response)
    const { login_hint: hint } = params
    if (typeof hint !== 'string') return void response.send(askWho)
    const login = { accountId: hint }
    await provider.interactionFinished(request, response, { login, consent: {} })
  })
  app.post(interaction, express.urlencoded(), async (request, response) => {
    const { sub, cancel } = request.body as { sub: string; cancel?: string }
    const result = cancel ? { error: 'access_denied' } : { login: { accountId: sub }, consent: {} }
    await provider.interactionFinished(request, response, result)
  })
  app.use(path || '/', provider.callback())
  return app
}

const isCallback = (uri: string) => uri === redirectUri || /\/callback\/\w+$/.test(uri)
const isReturn = (uri: string) => /\/signed-out\/\w+$/.test(uri)

/** The port and the path of a host's own pages are known when the issuer runs already. */
const allowPages = ({ Client: { prototype } }: Provider): object =>
  Object.assign(prototype as object, {
    redirectUriAllowed: isCallback,
    postLogoutRedirectUriAllowed: isReturn,
    // Each ID token names the session, as those of Auth0 and Keycloak do.
    includeSid: () => true,
  })

export async function startIssuerOf<Account extends IssuerAccount>(
  shape: Shape<Account>,
): Promise<TestIssuer<Account>> {
  const { Provider } = await loadOidcProvider()
  const server = createServer()
  const domain = `http://localhost:${await listen(server)}`
  const issuer = domain + (shape.path || '/')
  const accounts = new Map<string, Account>()
  const provider = new Provider(issuer, await configurationOf(shape, accounts))
  allowPages(provider)
  server.on('request', appOf(provider, shape.path))
  const visitor = createVisitor(issuer)
  const add = (account: Account) => {
    accounts.set(account.sub, account)
    return account
  }
  return {
    issuer,
    options: { issuer, clientId, audience },
    auth0: { domain, clientId, audience },
    tokens: (account) => visitor.tokens(add(account).sub),
    code: (account) => visitor.code(add(account).sub),
    logOut: async ({ sub }, backchannelLogoutUri, sid) => {
      const client = (await provider.Client.find(clientId)) as unknown as LogoutClient
      Object.assign(client, { backchannelLogoutUri, backchannelLogoutSessionRequired: sid !== undefined })
      await client.backchannelLogout(sub, sid)
    },
    add,
    close: () => closeServer(server),
  }
}

/**
 * Starts an issuer, for `oidc` or `auth0`.
 *
 * @param options.claims names of claims that its ID tokens may have beside the common ones
 * @throws where oidc-provider is not installed
 */
export const startIssuer = ({ claims = [] }: { claims?: readonly string[] } = {}): Promise<TestIssuer> =>
  startIssuerOf(plainShape(claims))
