/** How oidc-provider answers as the issuer for tests. */
import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { audience, clientId, type IssuerAccount, redirectUri, type Shape } from './shape'
import { createStorage } from './storage'

export const scope = 'openid profile email'
const lifetimeSeconds = 600

async function signingKeys() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  return { keys: [{ ...jwk, kid: randomUUID(), alg: 'RS256', use: 'sig' }] } as Configuration['jwks']
}

const clients: Configuration['clients'] = [
  {
    client_id: clientId,
    redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'none',
  },
]

/** oidc-provider's own page loads a font from elsewhere. */
async function askToSignOut(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  const button = '<button form="op.logoutForm" name="logout" value="yes">Sign out</button>'
  ctx.body = `<!doctype html>${form}${button}`
}

const features: Configuration['features'] = {
  backchannelLogout: { enabled: true },
  claimsParameter: { enabled: true },
  devInteractions: { enabled: false },
  rpInitiatedLogout: { enabled: true, logoutSource: askToSignOut },
  resourceIndicators: {
    enabled: true,
    getResourceServerInfo: () => ({ scope, audience, accessTokenFormat: 'jwt' }),
    useGrantedResource: () => true,
  },
}

/** Nobody is asked for consent. */
const loadExistingGrant: Configuration['loadExistingGrant'] = async ({ oidc }) => {
  const grant = new oidc.provider.Grant({ clientId, accountId: String(oidc.account?.accountId) })
  grant.addOIDCScope(scope)
  grant.addResourceScope(audience, scope)
  await grant.save()
  return grant
}

/** Answers with access tokens of the shape, which RFC 9068 would have otherwise. */
const customizers = <Account extends IssuerAccount>(
  shape: Shape<Account>,
  accounts: Map<string, Account>,
): NonNullable<Configuration['formats']>['customizers'] => ({
  jwt: (_ctx, _token, jwt) => {
    const { iss, sub, iat, exp } = jwt.payload
    const account = accounts.get(String(sub))
    jwt.header = { ...jwt.header, typ: 'JWT' }
    jwt.payload = { ...(account && shape.accessToken(account)), iss, sub, iat, exp }
  },
})

/** @param accounts whoever has signed in, by their subject */
export async function configurationOf<Account extends IssuerAccount>(
  shape: Shape<Account>,
  accounts: Map<string, Account>,
): Promise<Configuration> {
  const ttl = ['AccessToken', 'AuthorizationCode', 'Grant', 'IdToken', 'Interaction', 'Session']
  return {
    adapter: createStorage(),
    claims: { openid: ['sub', 'sid', ...shape.claims] },
    clients,
    conformIdTokenClaims: false,
    cookies: { keys: [randomUUID()] },
    features,
    findAccount: (_ctx, sub) => {
      const account = accounts.get(sub)
      return account && { accountId: sub, claims: () => ({ sub, ...shape.idToken(account) }) }
    },
    // oidc-provider's own calls nobody on this machine.
    fetch: (url, init) => fetch(url, { ...init, dispatcher: undefined } as object),
    formats: { customizers: customizers(shape, accounts) },
    interactions: { url: (_ctx, { uid }) => `${shape.path}/interaction/${uid}` },
    jwks: await signingKeys(),
    loadExistingGrant,
    routes: shape.routes,
    scopes: scope.split(' '),
    ttl: Object.fromEntries(ttl.map((name) => [name, lifetimeSeconds])),
  }
}
