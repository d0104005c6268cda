/** A verifier that has nothing to compare with is not made: it would take every token. */
import { createVerifier } from '../../../../src/auth/auth0/provider'
import { auth0Options } from '../../../../src/auth/auth0/options'

const resolved = auth0Options.parse({ domain: 'tenant.eu.auth0.com', clientId: 'spec-client' })

test.each([
  ['a domain', 'domain', { domain: undefined }],
  ['a domain in its list', 'domain', { domains: [] }],
  ['a text for its domain', 'domain', { domain: '' }],
  ['a client id', 'clientId', { clientId: '' }],
  ['a client id in its list', 'clientId', { clientId: [] }],
])('a verifier without %s is not made', (_what, name, options) => {
  const create = () => createVerifier({ ...resolved, ...options }, async () => true)
  expect(create).toThrow(`auth0.${name} is missing`)
})

test('an empty audience takes no access token', async () => {
  const { verifyAccessToken } = createVerifier({ ...resolved, audience: '' }, async () => true)
  await expect(verifyAccessToken('any')).rejects.toThrow('Access tokens are not accepted')
})
