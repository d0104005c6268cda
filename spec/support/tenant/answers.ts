/** What the endpoints of the tenant for specs answer. */
import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { challengeOf, type Overrides, type TenantKeys } from './keys'
import type { Answerer } from './server'

/** An authorization code: what it is bound to, and what its ID token says. */
export interface CodeGrant {
  redirectUri: string
  codeVerifier: string
  claims?: Overrides
  /** @default "openid profile email"; without openid there is no ID token */
  scope?: string
}

interface Client {
  clientId: string
  /** undefined for an application with PKCE alone */
  clientSecret: string | undefined
}

interface IdTokens {
  idToken: (claims?: Overrides) => Promise<string>
}

const refusal = { error: 'invalid_grant', error_description: 'Invalid authorization code' }

/** Codes, and `POST /oauth/token`, where each works once. Refuses as Auth0 does: 403 with `invalid_grant`. */
export function createCodes({ clientId, clientSecret }: Client) {
  const grants = new Map<string, CodeGrant>()
  const consume = (form: Overrides): CodeGrant | undefined => {
    const grant = grants.get(String(form.code))
    grants.delete(String(form.code))
    const isBound =
      grant?.redirectUri === form.redirect_uri &&
      challengeOf(grant?.codeVerifier ?? '') === challengeOf(String(form.code_verifier))
    return isBound && form.grant_type === 'authorization_code' ? grant : undefined
  }
  return {
    code: (grant: CodeGrant): string => {
      const code = randomUUID()
      grants.set(code, grant)
      return code
    },
    answer:
      ({ idToken }: IdTokens): Answerer =>
      async (req) => {
        const form = Object.fromEntries(new URLSearchParams(await text(req)))
        if (form.client_id !== clientId || form.client_secret !== clientSecret)
          return [401, { error: 'access_denied', error_description: 'Unauthorized' }]
        const grant = consume(form)
        if (!grant) return [403, refusal]
        const { claims, scope = 'openid profile email' } = grant
        const answer = { access_token: randomUUID(), token_type: 'Bearer', expires_in: 86_400, scope }
        if (!scope.includes('openid')) return [200, answer]
        return [200, { ...answer, id_token: await idToken(claims) }]
      },
  }
}

/** `GET /userinfo` (OIDC Core, section 5.3). */
export const answerUserInfo =
  (issuer: string, keys: TenantKeys, users: Map<string, Overrides>): Answerer =>
  async (req) => {
    const token = req.headers.authorization?.replace(/^Bearer /, '') ?? ''
    const keySet = createLocalJWKSet({ keys: keys.published })
    const options = { issuer, audience: `${issuer}userinfo` }
    const verified = await jwtVerify(token, keySet, options).catch(() => undefined)
    const sub = verified?.payload.sub
    return sub === undefined ? [401, { error: 'invalid_token' }] : [200, { sub, ...users.get(sub) }]
  }
