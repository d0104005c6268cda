/** The option `backendless`. */
import { AccountsError, createAccounts } from '../../../index'
import { backendless } from './backendless'

const parseServer = {
  appId: 'my-app',
  masterKey: 'master-secret',
  publicServerURL: 'https://api.example.com/parse',
  databaseURI: 'postgres://u:p@localhost/app',
  silent: true,
}

function problemsOf(options: object): readonly { path: string; message: string }[] {
  try {
    createAccounts({ parseServer, ...options })
    return []
  } catch (thrown) {
    if (thrown instanceof AccountsError) return thrown.problems
    throw thrown
  }
}

const pathsOf = (options: object) => problemsOf(options).map(({ path }) => path)

test('an id and a key are taken', () => {
  expect(problemsOf({ backendless })).toEqual([])
})

test.each([
  [true, ['backendless']],
  [{}, ['backendless.applicationId', 'backendless.apiKey']],
  [{ ...backendless, applicationId: '' }, ['backendless.applicationId']],
  [{ ...backendless, applicationId: 'a/b' }, ['backendless.applicationId']],
  [{ ...backendless, applicationId: 'a%20b' }, ['backendless.applicationId']],
  [{ ...backendless, apiKey: 'SHORT-1' }, ['backendless.apiKey']],
  [{ ...backendless, apiKey: 'key with spaces' }, ['backendless.apiKey']],
  [{ ...backendless, apiKey: 12345678 }, ['backendless.apiKey']],
  [{ ...backendless, path: '/api' }, ['backendless.path']],
])('%j is refused', (value, paths) => {
  expect(pathsOf({ backendless: value })).toEqual(paths)
})

test('a wrong key is not told', () => {
  const [problem] = problemsOf({ backendless: { ...backendless, apiKey: 'my secret' } })
  expect(problem?.message).not.toContain('my secret')
})

const api = (publicServerURL: string) => ({ parseServer: { ...parseServer, publicServerURL } })
const dashboard = (path: string) => ({ dashboard: { path, users: [{ user: 'ann', pass: 'password' }] } })

test.each([
  api('https://api.example.com/backendless'),
  api('https://api.example.com/backendless/parse'),
  { graphql: { path: '/backendless' } },
  { graphql: { path: '/Backendless/graphql' } },
  dashboard('/backendless'),
  dashboard('/backendless/dashboard'),
])('nothing else lies at its path: %j', (options) => {
  expect(pathsOf({ backendless, ...options })).toContain('backendless')
  expect(pathsOf(options)).not.toContain('backendless')
})

test.each([
  api('https://api.example.com/backendlessness'),
  { graphql: { path: '/graphql/backendless' } },
  dashboard('/backendless-dashboard'),
])('other paths are free: %j', (options) => {
  expect(pathsOf({ backendless, ...options })).toEqual([])
})
