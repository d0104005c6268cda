/** How issuers that are no Auth0 name things: paths, and what stands in their tokens. */
import { audience, clientId, type IssuerAccount, type Shape } from '../../../src/testing/issuer/shape'

/** Somebody who can sign in at an issuer. */
export interface Account extends IssuerAccount {
  roles: string[]
}

const oid = '7b2d4c1e-0000-4000-8000-000000000001'
const tid = '9188040d-6c67-4c5b-b112-36a304b66dad'

/** Keycloak 26. */
export const keycloak: Shape<Account> = {
  path: '/realms/staff',
  routes: {
    authorization: '/protocol/openid-connect/auth',
    token: '/protocol/openid-connect/token',
    jwks: '/protocol/openid-connect/certs',
    userinfo: '/protocol/openid-connect/userinfo',
  },
  claims: ['typ', 'azp', 'email', 'email_verified', 'preferred_username', 'name', 'realm_access'],
  idToken: ({ email, roles }) => ({
    typ: 'ID',
    azp: clientId,
    email,
    email_verified: true,
    preferred_username: email.split('@')[0],
    name: 'Kay Cloak',
    realm_access: { roles },
  }),
  accessToken: ({ email, roles }) => ({
    aud: [audience, 'account'],
    typ: 'Bearer',
    azp: clientId,
    scope: 'openid email profile',
    email,
    email_verified: true,
    preferred_username: email.split('@')[0],
    realm_access: { roles },
  }),
}

/** Entra with tokens of version 2.0: no word on whether an address is verified, and nothing for `/userinfo`. */
export const entra: Shape<Account> = {
  path: `/${tid}/v2.0`,
  routes: {
    authorization: '/authorize',
    token: '/token',
    jwks: '/keys',
    userinfo: '/graph/userinfo',
  },
  claims: ['ver', 'oid', 'tid', 'email', 'preferred_username', 'name', 'roles'],
  idToken: ({ email, roles }) => ({
    ver: '2.0',
    oid,
    tid,
    email,
    preferred_username: email,
    name: 'En Tra',
    roles,
  }),
  accessToken: ({ email, roles }) => ({
    aud: audience,
    ver: '2.0',
    azp: clientId,
    azpacr: '0',
    oid,
    tid,
    scp: 'access_as_user',
    email,
    preferred_username: email,
    name: 'En Tra',
    roles,
  }),
}
