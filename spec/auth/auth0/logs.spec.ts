/** Whatever Parse Server logs of log-ins with Auth0, there is no token in it. */
import { logIn, newPerson, signUp, startAuth0Host } from '../../support/auth0-log-in'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import type { Host } from '../../support/host'
import { rest } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'

const logInWith = `mutation ($authData: Object!) {
  logInWith(input: { authData: $authData }) { viewer { sessionToken } }
}`

type Trigger = () => void
interface Cloud {
  Cloud: Record<'beforeLogin' | 'afterLogin', (trigger: Trigger) => void> &
    Record<'beforeSave' | 'afterSave', (type: unknown, trigger: Trigger) => void>
  User: unknown
}

/** Parse Server logs what triggers are given. */
const cloud = (Parse: Cloud) => {
  const nothing = () => undefined
  Parse.Cloud.beforeLogin(nothing)
  Parse.Cloud.afterLogin(nothing)
  Parse.Cloud.beforeSave(Parse.User, nothing)
  Parse.Cloud.afterSave(Parse.User, nothing)
}

describeWithDatabase('the log of Parse Server, with all details', (database) => {
  let tenant: Tenant
  let host: Host
  const lines: string[] = []
  beforeAll(async () => {
    tenant = await startTenant()
    const loggerAdapter = { log: (...line: unknown[]) => void lines.push(JSON.stringify(line)) }
    host = await startAuth0Host(tenant, {
      database: database(),
      parseServer: { loggerAdapter, verbose: true, cloud },
    })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })
  beforeEach(() => void (lines.length = 0))

  const expectNone = (secrets: string[]) => {
    expect(lines).not.toEqual([])
    for (const secret of secrets) expect(lines.filter((line) => line.includes(secret))).toEqual([])
  }
  /** The claims and the signature; every token has the same header. */
  const partsOf = (token: string) => token.split('.').slice(1)

  test.each(['id_token', 'access_token'])('has nothing of an %s, good or bad, by any way', async (name) => {
    const { sub, email } = newPerson()
    const good = await (name === 'id_token' ? tenant.idToken({ sub, email }) : tenant.accessToken({ sub }))
    const bad = `${good.slice(0, -9)}forgery-x`
    const { objectId, sessionToken } = await signUp(host, newPerson().email)
    const sessionTokens: string[] = []
    for (const token of [good, good, bad]) {
      const authData = { auth0: { [name]: token } }
      const request = { method: 'POST', path: '/parse/users', body: { authData } }
      sessionTokens.push((await logIn(host, authData.auth0)).body.sessionToken || sessionToken)
      await graphql(host, logInWith, { variables: { authData } })
      await rest(host, 'POST', '/batch', { body: { requests: [request] } })
      await rest(host, 'PUT', `/users/${objectId}`, { sessionToken, body: { authData } })
    }
    expectNone([...partsOf(good), ...partsOf(bad), ...sessionTokens])
    expect(lines.join()).toContain('A log-in with Auth0 was refused')
  })

  test('has nothing of a code and its verifier', async () => {
    const code_verifier = 'verifier-'.repeat(6)
    const redirect_uri = 'https://app.example.com/'
    const grant = { redirectUri: redirect_uri, codeVerifier: code_verifier, claims: newPerson() }
    const code = tenant.code(grant)
    expect((await logIn(host, { code, redirect_uri, code_verifier })).status).toBe(201)
    expect((await logIn(host, { code, redirect_uri, code_verifier })).body).toMatchObject({ code: 101 })
    expectNone([code, code_verifier])
  })
})
