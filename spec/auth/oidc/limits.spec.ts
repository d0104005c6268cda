/** A first log-in by a provider is one sign-up, and one log-in, for the limits. */
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { newAccount, type SpecIssuer, startIssuer } from '../../support/issuers/issuer'
import { keycloak } from '../../support/issuers/shapes'
import { rest } from '../../support/rest'

describeWithDatabase('limits of sign-ups by a provider', (database) => {
  let issuer: SpecIssuer
  let host: Host
  beforeAll(async () => {
    issuer = await startIssuer(keycloak)
    host = await startHost({
      database: database(),
      oidc: { keycloak: issuer.options },
      limits: { signUp: { perAddress: { max: 2, seconds: 3600 } } },
    })
  })
  afterAll(async () => {
    await host.close()
    await issuer.close()
  })

  async function logIn(account = issuer.add(newAccount())) {
    const { id_token } = await issuer.tokens(account)
    return rest(host, 'POST', '/users', { body: { authData: { keycloak: { id_token } } } })
  }

  test('count each once, let the last one in, and refuse the next', async () => {
    const known = issuer.add(newAccount())
    const answers = [await logIn(known), ...(await Promise.all([logIn(), logIn(), logIn()]))]
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 429, 429])
    expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({ code: 155 })
  })
})
