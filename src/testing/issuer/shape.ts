/** Who signs in at the issuer for tests, and what stands in its tokens. */

/** Somebody who signs in. What else is known of them stands in the tokens, as `name` or `groups`. */
export interface IssuerAccount {
  sub: string
  email: string
  [claim: string]: unknown
}

/** What makes an issuer look like one product or another. */
export interface Shape<Account extends IssuerAccount = IssuerAccount> {
  /** Path of the issuer, without a slash at its end. */
  path: string
  routes: { authorization: string; token: string; jwks: string; userinfo: string }
  /** What ID tokens may tell beside `sub`. */
  claims: readonly string[]
  idToken: (account: Account) => Record<string, unknown>
  /** On top of `iss`, `sub`, `iat` and `exp`. */
  accessToken: (account: Account) => Record<string, unknown>
}

/** The application and the API that the issuer knows. */
export const clientId = 'test-app'
export const audience = 'https://api.example.com'
export const redirectUri = 'http://localhost:1337/callback'

/** The standard claims (OpenID Connect Core, section 5.1) that people give most, and those that roles are read from. */
const commonClaims = [
  ...['email', 'email_verified', 'name', 'given_name', 'family_name', 'nickname', 'preferred_username'],
  ...['picture', 'locale', 'groups', 'roles'],
]

/** An issuer with Auth0's paths, which has verified each address. */
export const plainShape = (claims: readonly string[]): Shape => ({
  path: '',
  routes: {
    authorization: '/authorize',
    token: '/oauth/token',
    jwks: '/.well-known/jwks.json',
    userinfo: '/userinfo',
  },
  claims: [...commonClaims, ...claims],
  idToken: (account) => ({ email_verified: true, ...account }),
  accessToken: (account) => ({
    aud: audience,
    azp: clientId,
    scope: 'openid profile email',
    email_verified: true,
    ...account,
  }),
})
