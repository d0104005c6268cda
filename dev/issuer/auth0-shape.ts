/** Where Auth0 differs from the standards: in what it is asked, and in what stands in its access tokens. */
import type { RequestHandler } from 'express'
import type { JWTStructured } from 'oidc-provider'
import { clientId } from './tenant'

/** Auth0's paths. */
export const routes = {
  authorization: '/authorize',
  token: '/oauth/token',
  jwks: '/.well-known/jwks.json',
  userinfo: '/userinfo',
  end_session: '/oidc/logout',
}

const isOpenId = (scope: unknown) => typeof scope === 'string' && scope.split(' ').includes('openid')

/**
 * Auth0's `audience` is the `resource` of RFC 8707, and each of its ID tokens names the session, which has to be
 * asked for by `claims` elsewhere (OpenID Connect Core 5.5).
 */
export const asStandardRequest: RequestHandler = (request, _response, next) => {
  const url = new URL(request.url, 'http://localhost')
  const { searchParams } = url
  const audience = searchParams.get('audience')
  if (audience !== null) searchParams.set('resource', audience)
  if (isOpenId(searchParams.get('scope')))
    searchParams.set('claims', JSON.stringify({ id_token: { sid: null } }))
  request.url = `${url.pathname}?${searchParams.toString()}`
  next()
}

/** Makes an access token of RFC 9068 into one of Auth0's default profile. */
export function shapeAccessToken(issuer: string, jwt: JWTStructured): void {
  const { aud, iss, sub, iat, exp, scope } = jwt.payload
  const ownAudience = isOpenId(scope) ? [aud, `${issuer}userinfo`].flat() : aud
  jwt.header = { ...jwt.header, typ: 'JWT' }
  jwt.payload = { iss, sub, aud: ownAudience, iat, exp, scope, azp: clientId }
}
