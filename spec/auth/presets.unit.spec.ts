/** Providers of all presets: what two of them would take from each other is refused before anything starts. */
import { providerProblems, providersFor } from '../../src/auth/presets'
import type { Provider } from '../../src/auth/oidc/provider'
import { errorOf, good, problemsOf } from '../support/options'

const issuer = 'https://sso.example.com/'
const auth0 = { domain: 'tenant.eu.auth0.com', clientId: 'app' }
const given = { issuer, clientId: 'app', audience: 'api' }
const shared = {
  clientId: 'app',
  algorithms: ['RS256' as const],
  ...{ clockToleranceSeconds: 10, nonce: false, allowPassword: false, onEmailConflict: 'refuse' as const },
}
const roles = { claim: 'roles', prefix: 'staff-', whenMissing: 'keep' as const }
const [keycloak] = providersFor({
  oidc: { keycloak: { ...shared, issuer, audience: 'api', roles } },
}) as [Provider]

/** Of a preset that nobody has written yet. */
function third(changes: Partial<Provider>, options: Partial<Provider['options']> = {}): Provider {
  const path = 'okta'
  const basePath = '/okta'
  const issuers: Provider['issuers'] = ['https://okta.example.com/']
  return {
    ...keycloak,
    name: 'okta',
    path,
    basePath,
    issuers,
    options: { ...shared, ...options },
    ...changes,
  }
}

test('a preset that takes nothing of others is right', () => {
  const far = third({}, { audience: 'api', roles: { claim: 'roles', prefix: 'okta-', whenMissing: 'keep' } })
  expect(providerProblems([keycloak, far], { google: {} })).toEqual([])
})

test.each<[string, Provider, unknown, string, string]>([
  ['a name', third({ name: 'keycloak' }), {}, 'okta', 'has the name of oidc.keycloak: choose another'],
  ['the name of a preset', third({ name: 'auth0' }), {}, 'okta', 'this name is reserved: choose another'],
  [
    'the name of a provider of the host',
    third({}),
    { okta: {} },
    'okta',
    'expected `okta` or `parseServer.auth.okta`, not both',
  ],
  [
    'an issuer and its audience',
    third({ issuers: ['https://okta.example.com/', issuer] }, { audience: 'api' }),
    {},
    'okta',
    'has the issuer and the audience of oidc.keycloak',
  ],
  [
    'the beginning of roles',
    third({}, { roles: { claim: 'roles', prefix: 'staff-okta-', whenMissing: 'keep' } }),
    {},
    'okta.roles.prefix',
    'must not begin as that of oidc.keycloak does',
  ],
])('a third preset is refused with %s that is taken', (_, provider, taken, path, message) => {
  expect(providerProblems([keycloak, provider], taken)).toEqual([{ path, message }])
})

test('`auth0` and `parseServer.auth.auth0` exclude each other', () => {
  const { problems } = errorOf({ parseServer: { ...good, auth: { auth0: {} } }, auth0 })
  expect(problems).toEqual([
    { path: 'auth0', message: 'expected `auth0` or `parseServer.auth.auth0`, not both' },
  ])
})

test('all that collides is told at once', () => {
  const claim = 'roles'
  const oidc = {
    auth0: given,
    google: { ...given, audience: 'other', roles: { claim, prefix: 'a' } },
    two: { ...given, roles: { claim, prefix: 'ab' } },
  }
  const { problems } = errorOf({ parseServer: { ...good, auth: { google: {} } }, oidc })
  expect(problems.map(({ path }) => path)).toEqual([
    'oidc.auth0',
    'oidc.google',
    'oidc.two.issuer',
    'oidc.two.roles.prefix',
  ])
})

const dashboardAt = (path: string) => ({ path, users: [{ user: 'a', pass: 'b' }] })

test.each<[object, string, string]>([
  [{ auth0, graphql: { path: '/auth0/graphql' } }, 'auth0', '/auth0'],
  [{ auth0, mountPath: '/AUTH0' }, 'auth0', '/auth0'],
  [{ auth0, pages: { path: '/auth0' } }, 'auth0', '/auth0'],
  [{ oidc: { sso: given }, mountPath: '/oidc' }, 'oidc.sso', '/oidc/sso'],
  [{ oidc: { sso: given }, dashboard: dashboardAt('/oidc/sso/dashboard') }, 'oidc.sso', '/oidc/sso'],
])('what is called by a provider is in the way of nothing: %j', (options, path, endpoints) => {
  expect(problemsOf({ parseServer: good, ...options })).toEqual([
    { path, message: `takes ${endpoints} for itself: choose other paths` },
  ])
})

test('paths that only begin as those of a provider are taken', () => {
  const options = {
    auth0,
    oidc: { sso: given },
    graphql: { path: '/auth0-graphql' },
    pages: { path: '/oidc2' },
  }
  expect(problemsOf({ parseServer: good, ...options })).toEqual([])
})
