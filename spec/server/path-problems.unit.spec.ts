/** Paths that are in each other's way: GraphQL and REST answer whatever is below theirs. */
import { type AccountsOptions, createAccounts } from '../../index'
import { errorOf, good } from '../support/options'

const admin = { user: 'admin', pass: 'plain-secret' }
const apiAt = (path: string) => ({ ...good, publicServerURL: `https://example.com${path}` })

test.each<[string, Partial<AccountsOptions>, string]>([
  ['GraphQL above the API', { graphql: { path: '/api' } }, 'graphql.path'],
  ['GraphQL at the API', { graphql: { path: '/api/parse' } }, 'graphql.path'],
  ['GraphQL below the API, in another case', { graphql: { path: '/API/Parse/graphql' } }, 'graphql.path'],
  [
    'the Dashboard below GraphQL',
    { dashboard: { users: [admin], path: '/graphql/admin' } },
    'dashboard.path',
  ],
  ['the Dashboard at GraphQL', { dashboard: { users: [admin], path: '/GraphQL' } }, 'dashboard.path'],
  ['the Dashboard below the API', { dashboard: { users: [admin], path: '/Api/parse/a' } }, 'dashboard.path'],
  ['the pages below GraphQL', { pages: { path: '/GRAPHQL/auth' } }, 'pages.path'],
  ['the pages below the API', { pages: { path: '/api/Parse/auth' } }, 'pages.path'],
  [
    'the pages at the Dashboard',
    { dashboard: { users: [admin], path: '/admin' }, pages: { path: '/Admin' } },
    'pages.path',
  ],
  ['GraphQL at /health', { graphql: { path: '/Health' } }, 'shutdown'],
])('%s is refused', (_what, options, path) => {
  const { problems } = errorOf({ ...options, parseServer: apiAt('/api/parse') })
  expect(problems.map((problem) => problem.path)).toEqual([path])
})

test.each<[string, AccountsOptions]>([
  ['side by side', { parseServer: apiAt('/api/parse'), graphql: { path: '/api/graphql' } }],
  ['with like names', { parseServer: apiAt('/graphql-rest') }],
  ['of which a proxy takes a part away', { parseServer: apiAt('/graphql/parse'), mountPath: '/parse' }],
  ['with the API below the pages', { parseServer: apiAt('/auth/parse') }],
])('paths %s are accepted', (_what, options) => {
  expect(() => createAccounts(options)).not.toThrow()
})
