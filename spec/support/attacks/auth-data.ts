/** Good tokens in requests that are not. */
import { type Attack, type AuthData, type Kind, tokenOf } from './rows'

const beside = (kind: Kind, fault: Attack['fault'], what: string, other: AuthData): Attack => ({
  name: `a good ${kind === 'id' ? 'ID' : 'access'} token ${what}`,
  kind,
  fault,
  make: async (tenant) => ({ [`${kind}_token`]: await tokenOf(tenant, kind), ...other }),
})

const request = (what: string, authData: AuthData): Attack => ({
  name: `a request ${what}`,
  kind: 'id',
  fault: 'credential',
  make: async () => authData,
})

const code = { code: 'one', redirect_uri: 'https://example.com/', code_verifier: 'v'.repeat(43) }

const ofEitherKind = (kind: Kind): Attack[] => [
  beside(kind, 'token', 'beside the id of another user', { id: 'auth0|eve' }),
  beside(kind, 'token', 'beside an empty id', { id: '' }),
  beside(kind, 'token', 'beside an id in upper case', { id: 'AUTH0|ANN' }),
  beside(kind, 'credential', 'beside an id that is an object', { id: { $ne: null } }),
  beside(kind, 'credential', 'beside an id that is null', { id: null }),
  beside(kind, 'credential', 'beside something else', { expiration_date: '2030-01-01' }),
  beside(kind, 'credential', 'beside a code', code),
]

export const authDataAttacks: Attack[] = [
  ...ofEitherKind('id'),
  ...ofEitherKind('access'),
  beside('id', 'credential', 'beside an access token', { access_token: 'x' }),
  beside('id', 'token', 'beside a nonce that it lacks', { nonce: 'n-1' }),
  beside('id', 'credential', 'beside a nonce that is an object', { nonce: { $gt: '' } }),
  beside('access', 'credential', 'beside a nonce', { nonce: 'n-1' }),
  {
    name: 'an ID token beside another nonce',
    kind: 'id',
    fault: 'token',
    make: async (tenant) => ({ id_token: await tenant.idToken({ nonce: 'n-1' }), nonce: 'n-2' }),
  },
  request('with nothing', {}),
  request('with an id alone', { id: 'auth0|ann' }),
  request('whose token is a number', { id_token: 1 }),
  request('whose token is null', { id_token: null }),
  request('whose token is empty', { id_token: '' }),
  request('whose token is a list', { access_token: ['x'] }),
  request('whose token is an object', { id_token: { $ne: '' } }),
  request('with a code alone', { code: 'one' }),
  request('whose code has no verifier', { ...code, code_verifier: undefined }),
  request('whose code has more than 2,048 characters', { ...code, code: 'x'.repeat(2049) }),
  request('whose code is an object', { ...code, code: { $ne: '' } }),
]
