/** The auth adapter by itself names every option that is wrong. */
import { AccountsError, auth0Adapter } from '../../../index'

const good = { domain: 'tenant.eu.auth0.com', clientId: 'client' }

const errorOf = (options: unknown): AccountsError => {
  try {
    auth0Adapter(options as typeof good)
  } catch (thrown) {
    if (thrown instanceof AccountsError) return thrown
  }
  throw new Error('Expected an AccountsError')
}

test('takes options that are complete', () => {
  expect(Object.keys(auth0Adapter(good))).toContain('validateLogin')
})

test.each<[string[], unknown]>([
  [['auth0'], undefined],
  [['auth0.clientId', 'auth0.domain'], {}],
  [['auth0.domain'], { ...good, domains: ['other.eu.auth0.com'] }],
  [['auth0.clientID', 'auth0.domain'], { ...good, domain: 'http://tenant.example.com', clientID: 'x' }],
  [['auth0.audience'], { ...good, audience: 'client' }],
  [['auth0.acr'], { ...good, acr: 'aal2', actionSecrets: ['x'.repeat(32)] }],
  [['auth0.algorithms.0'], { ...good, algorithms: ['HS256'] }],
])('names %j', (paths, options) => {
  const { code, message, problems } = errorOf(options)
  expect(code).toBe('ERR_OPTIONS')
  expect(problems.map(({ path }) => path).sort()).toEqual(paths)
  expect(message).toContain('auth0Adapter()')
})
