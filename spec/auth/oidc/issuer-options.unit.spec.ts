/** The option `oidc`: names and issuers that would collide are refused before anything starts. */
import { AccountsError, createAccounts } from '../../../index'

const parseServer = {
  appId: 'my-app',
  masterKey: 'master-secret',
  publicServerURL: 'https://api.example.com/parse',
  databaseURI: 'postgres://u:p@localhost/app',
  silent: true,
}
const issuer = 'https://sso.example.com/realms/staff'
const good = { issuer, clientId: 'app', audience: 'api' }
const auth0 = { domain: 'tenant.eu.auth0.com', clientId: 'app', audience: 'api' }

function problemsOf(options: object): Record<string, string> {
  try {
    createAccounts({ parseServer, ...options })
  } catch (thrown) {
    if (!(thrown instanceof AccountsError)) throw thrown
    return Object.fromEntries(thrown.problems.map(({ path, message }) => [path, message]))
  }
  return {}
}

test('any number of providers is taken, beside auth0 and those of the host', () => {
  const entra = { ...good, issuer: 'https://login.microsoftonline.com/9188040d/v2.0' }
  const oidc = { keycloak: good, entra, Other_2: { ...good, audience: 'other' } }
  expect(problemsOf({ oidc, auth0 })).toEqual({})
  const auth = { google: { clientId: 'app' } }
  expect(problemsOf({ oidc, parseServer: { ...parseServer, auth } })).toEqual({})
})

test.each(['anonymous', 'auth0', 'mfa', 'password', 'masterkey', 'constructor', 'toString'])(
  'the name %s is reserved',
  (name) => {
    expect(problemsOf({ oidc: { [name]: good } })).toEqual({
      [`oidc.${name}`]: 'this name is reserved: choose another',
    })
  },
)

test.each(['my-sso', 'my sso', 'my.sso', '2nd', '_sso', '', 'ü', 'x'.repeat(33)])('%j is no name', (name) => {
  expect(problemsOf({ oidc: { [name]: good } })).toEqual({
    [`oidc.${name}`]: expect.stringContaining('letters, digits and _'),
  })
})

test('a name that the host has given to a provider of its own is taken', () => {
  const auth = { keycloak: { config: { 'auth-server-url': 'https://sso.example.com' } } }
  expect(problemsOf({ oidc: { keycloak: good }, parseServer: { ...parseServer, auth } })).toEqual({
    'oidc.keycloak': 'expected `oidc.keycloak` or `parseServer.auth.keycloak`, not both',
  })
})

test.each([
  ['http://sso.example.com/'],
  ['sso.example.com'],
  ['https://sso.example.com/?x=1'],
  ['https://sso.example.com/#x'],
  ['https://user:pass@sso.example.com/'],
  ['https://sso.example.com//realms'],
  ['ftp://sso.example.com'],
  [undefined],
  [7],
])('%j is no issuer', (wrong) => {
  expect(problemsOf({ oidc: { sso: { ...good, issuer: wrong } } })).toEqual({
    'oidc.sso.issuer': expect.stringContaining('expected the URL of an issuer'),
  })
})

test('two with the same issuer and audience are refused, auth0 included', () => {
  expect(problemsOf({ oidc: { one: good, two: { ...good, clientId: 'other' } } })).toEqual({
    'oidc.two.issuer': 'has the issuer and the audience of oidc.one',
  })
  const withoutApi = { issuer, clientId: 'app' }
  expect(problemsOf({ oidc: { one: withoutApi, two: withoutApi } })).toHaveProperty(['oidc.two.issuer'])
  const same = { ...good, issuer: 'https://tenant.eu.auth0.com/' }
  expect(problemsOf({ auth0, oidc: { same } })).toEqual({
    'oidc.same.issuer': 'has the issuer and the audience of auth0',
  })
  const domains = ['login.example.com', 'tenant.eu.auth0.com']
  const custom = { domains, clientId: 'app', audience: 'api' }
  expect(problemsOf({ auth0: custom, oidc: { same } })).toHaveProperty(['oidc.same.issuer'])
})

test('prefixes of roles that begin alike are refused: one would take the roles of the other', () => {
  const claim = 'roles'
  const oidc = {
    one: { ...good, roles: { claim, prefix: 'staff' } },
    two: { ...good, audience: 'b', roles: { claim, prefix: 'staff-' } },
    three: { ...good, audience: 'c', roles: { claim } },
    four: { ...good, audience: 'd', roles: { claim, prefix: 'auth0-x' } },
  }
  expect(Object.keys(problemsOf({ oidc, auth0: { ...auth0, roles: { claim } } }))).toEqual([
    'oidc.two.roles.prefix',
    'oidc.four.roles.prefix',
  ])
})

test('an audience that is the client id is refused', () => {
  expect(problemsOf({ oidc: { sso: { ...good, audience: 'app' } } })).toEqual({
    'oidc.sso.audience': 'must differ from clientId: ID tokens would pass for access tokens',
  })
})

test('what is Auth0’s own, or misspelt, is no option', () => {
  const given = { ...good, organization: 'org_1', actionSecrets: ['x'], domain: 'x' }
  expect(Object.keys(problemsOf({ oidc: { sso: given } })).sort()).toEqual([
    'oidc.sso.actionSecrets',
    'oidc.sso.domain',
    'oidc.sso.organization',
  ])
  expect(problemsOf({ oidc: [] })).toHaveProperty(['oidc'])
})
