/** Tokens that the tenant has signed, and that say something wrong. */
import { type Attack, fromNow, type Kind, row, tokenOf, withClaims } from './rows'

/** The tolerance is 10 seconds unless it is configured. */
const beyondTolerance = 20

const badSubjects = {
  empty: '',
  missing: undefined,
  null: null,
  'a number': 1,
  'an object': { id: 'auth0|ann' },
}

/** What is wrong with both kinds. */
export const claimAttacks = (kind: Kind): Attack[] => [
  withClaims(kind, 'whose issuer lacks the slash', ({ domain }) => ({ iss: domain })),
  withClaims(kind, 'whose issuer has two slashes', ({ issuer }) => ({ iss: `${issuer}/` })),
  withClaims(kind, 'of another tenant', { iss: 'https://other.eu.auth0.com/' }),
  withClaims(kind, 'of an issuer that looks alike', ({ domain }) => ({ iss: `${domain}.example.com/` })),
  withClaims(kind, 'of an issuer in upper case', ({ issuer }) => ({ iss: issuer.toUpperCase() })),
  withClaims(kind, 'without an issuer', { iss: undefined }),
  withClaims(kind, 'with a list of issuers', ({ issuer }) => ({ iss: [issuer] })),
  withClaims(kind, 'without an audience', { aud: undefined }),
  withClaims(kind, 'with an empty audience', { aud: [] }),
  withClaims(kind, 'for another audience', { aud: 'https://evil.example.com' }),
  withClaims(kind, 'whose audience is longer than ours', ({ clientId, audience }) => ({
    aud: `${kind === 'id' ? clientId : audience}.evil`,
  })),
  withClaims(kind, 'for another audience too', ({ clientId, audience }) => ({
    aud: [kind === 'id' ? clientId : audience, 'https://evil.example.com'],
  })),
  withClaims(kind, 'issued to another application', { azp: 'evil-client' }),
  withClaims(kind, 'whose azp is a list', ({ clientId }) => ({ azp: [clientId] })),
  withClaims(kind, 'that has expired', () => ({ exp: fromNow(-beyondTolerance) })),
  withClaims(kind, 'that never expires', { exp: undefined }),
  withClaims(kind, 'that expires when no date is', { exp: 8.64e12 + 1 }),
  withClaims(kind, 'whose expiry is a text', () => ({ exp: String(fromNow(3600)) })),
  withClaims(kind, 'that was issued in the future', () => ({ iat: fromNow(60) })),
  withClaims(kind, 'without a time of issue', { iat: undefined }),
  withClaims(kind, 'whose time of issue is a text', () => ({ iat: String(fromNow(0)) })),
  withClaims(kind, 'that is not valid yet', () => ({ nbf: fromNow(60) })),
  ...Object.entries(badSubjects).map(([what, sub]) => withClaims(kind, `whose sub is ${what}`, { sub })),
  withClaims(kind, 'whose sub has 256 characters', { sub: 'a'.repeat(256) }),
  withClaims(kind, 'whose sub has a NUL in it', { sub: 'auth0|a\0' }),
  withClaims(kind, 'of a machine (sub)', { sub: 'machine@clients' }),
  withClaims(kind, 'of the client itself', ({ clientId }) => ({ sub: clientId })),
  withClaims(kind, 'of a machine (gty)', { gty: 'client-credentials' }),
  withClaims(kind, 'of the type logout+jwt', {}, { typ: 'logout+jwt' }),
  withClaims(kind, 'of the type application/logout+jwt', {}, { typ: 'application/logout+jwt' }),
  withClaims(kind, 'whose type is a number', {}, { typ: 1 }),
]

const logOut = { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }

export const idTokenAttacks: Attack[] = [
  row('id', 'that is an access token', (tenant) => tokenOf(tenant, 'access')),
  withClaims('id', 'of the type at+jwt', {}, { typ: 'at+jwt' }),
  withClaims('id', 'that is a logout token', { ...logOut, jti: 'one' }),
]

export const accessTokenAttacks: Attack[] = [
  row('access', 'that is an ID token', (tenant) => tokenOf(tenant, 'id')),
  withClaims('access', 'without a type', {}, { typ: undefined }),
  withClaims('access', 'for /userinfo only', ({ issuer }) => ({ aud: [`${issuer}userinfo`] })),
  withClaims('access', 'for /userinfo of another tenant', ({ audience }) => ({
    aud: [audience, 'https://other.eu.auth0.com/userinfo'],
  })),
  withClaims('access', 'that names no application', { azp: undefined }),
  withClaims('access', 'issued to another application (client_id)', {
    azp: undefined,
    client_id: 'evil-client',
  }),
  withClaims('access', 'whose client_id is not its azp', { client_id: 'evil-client' }),
]
