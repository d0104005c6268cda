/** With `verbose` Parse Server logs all requests and answers: without the secrets in them. */
import { randomUUID } from 'node:crypto'
import { inspect } from 'node:util'
import { acme, acmeAuthData } from '../support/acme'
import { bearer } from '../support/bearer'
import { describeWithDatabase } from '../support/database'
import { graphql } from '../support/graphql'
import { type Host, startHost } from '../support/host'
import { type Mailbox, startMailbox } from '../support/mailbox'
import { openAndPress } from '../support/pages'
import { rest, type RestRequest, type RestResponse, send } from '../support/rest'
import type { Parse } from '../support/sdk'
import { startTenant, type Tenant } from '../support/tenant'

const keys = {
  masterKey: 'the-master-key',
  restAPIKey: 'the-rest-key',
  maintenanceKey: 'the-maintenance-key',
}
const password = 'the-password'
const logIn = `mutation ($username: String!, $password: String!) {
  logIn(input: { username: $username, password: $password }) { viewer { sessionToken } } }`

describeWithDatabase('the log', (database) => {
  let tenant: Tenant
  let mailbox: Mailbox
  let host: Host
  let lines: string[]
  let secrets: string[]

  const loggerAdapter = { log: (...args: unknown[]) => void lines.push(inspect(args, { depth: 20 })) }
  const cloud = (Server: typeof Parse) => {
    Server.Cloud.beforeSave(Server.User, () => undefined)
    Server.Cloud.define('logs', ({ log, params }) =>
      (log as unknown as { info: (...args: unknown[]) => void }).info('params: %j', params),
    )
  }

  beforeAll(async () => {
    lines = []
    secrets = [password, ...Object.values(keys)]
    tenant = await startTenant({ clientSecret: 'the-client-secret' })
    mailbox = await startMailbox()
    host = await startHost({
      database: database(),
      auth0: { ...tenant.options, clientSecret: 'the-client-secret' },
      email: { transport: mailbox.url, from: 'app@example.com' },
      parseServer: {
        ...keys,
        auth: { acme },
        cloud,
        verbose: true,
        loggerAdapter,
        verifyUserEmails: true,
        logLevels: { triggerBeforeSuccess: 'info', triggerAfter: 'info', cloudFunctionSuccess: 'info' },
      },
    })
  })
  afterAll(async () => {
    await host.close()
    await mailbox.close()
    await tenant.close()
  })

  const keep = (answer: RestResponse): RestResponse => {
    const { sessionToken } = answer.body as { sessionToken?: string }
    if (sessionToken !== undefined) secrets.push(sessionToken)
    return answer
  }
  const api = async (method: string, path: string, request: RestRequest = {}) =>
    keep(
      await rest({ ...host, masterKey: keys.masterKey }, method, path, {
        ...request,
        headers: { 'X-Parse-REST-API-Key': keys.restAPIKey, ...request.headers },
      }),
    )
  const secret = (text: string) => {
    secrets.push(text)
    return text
  }

  beforeEach(() => {
    lines = []
  })
  afterEach(() => {
    expect(lines.filter((line) => secrets.some((text) => line.includes(text)))).toEqual([])
  })

  test('has requests and answers, to be read', async () => {
    await api('POST', '/users', { body: { username: 'reads', password } })
    expect(lines.join('\n')).toMatch(
      /REQUEST for \[POST\] \/parse\/users: [^]*reads[^]*RESPONSE from \[POST\]/,
    )
  })

  test('has none of users with a password', async () => {
    const body = { username: 'pat', password, email: 'pat@example.com' }
    await api('POST', '/users', { body })
    const { sessionToken, objectId } = (await api('POST', '/login', { body })).body
    await api('GET', '/login', { query: body })
    await api('GET', '/users/me', { sessionToken: String(sessionToken) })
    await api('GET', '/sessions', { master: true, query: { where: { sessionToken } } })
    await api('GET', '/loginAs', { master: true, query: { userId: objectId as string } })
    await api('PUT', `/users/${String(objectId)}`, {
      sessionToken: String(sessionToken),
      body: { password: secret('another-password') },
    })
    await api('POST', '/login', { body: { ...body, password: secret('a-wrong-password') } })
    await api('POST', '/verifyPassword', { body: { username: 'pat', password: 'another-password' } })
    const requests = [
      { method: 'POST', path: '/parse/login', body: { username: 'pat', password: 'another-password' } },
    ]
    const [{ success }] = (await api('POST', '/batch', { body: { requests } })).body as [
      { success: { sessionToken: string } },
    ]
    await api('POST', '/logout', { sessionToken: secret(success.sessionToken) })
    await api('POST', '/functions/logs', {
      body: { password, sessionToken, nested: [{ token: secret('an-opaque-token') }] },
    })
  })

  test('has none of the keys', async () => {
    await send(host, 'POST', `${host.apiUrl}/users/me`, {
      headers: { 'X-Parse-Application-Id': '' },
      body: {
        _method: 'GET',
        _ApplicationId: host.appId,
        _MasterKey: keys.masterKey,
        _SessionToken: secret('r:0123456789abcdef0123456789abcdef'),
      },
    })
    await api('GET', '/users', { headers: { 'X-Parse-Maintenance-Key': keys.maintenanceKey } })
    const basic = Buffer.from(`${host.appId}:${keys.masterKey}`).toString('base64')
    await api('GET', '/users', { headers: { Authorization: `Basic ${secret(basic)}` } })
  })

  test('has none of the links of mails', async () => {
    const email = 'mails@example.com'
    await api('POST', '/users', { body: { username: 'mails', password, email } })
    const tokenIn = (link = '') => secret(String(new URL(link).searchParams.get('token')))
    const verification = await mailbox.next({ to: email })
    tokenIn(verification.links[0])
    await openAndPress(String(verification.links[0]))
    await api('POST', '/requestPasswordReset', { body: { email } })
    const reset = await mailbox.next({ to: email })
    const token = tokenIn(reset.links[0])
    await openAndPress(String(reset.links[0]))
    await fetch(`${host.apiUrl}/apps/${host.appId}/request_password_reset`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ token, username: 'mails', new_password: secret('a-reset-password') }),
    })
    expect(
      (await api('POST', '/login', { body: { username: 'mails', password: 'a-reset-password' } })).status,
    ).toBe(200)
  })

  test('has none of auth providers', async () => {
    const idToken = await tenant.idToken()
    secrets.push(...idToken.split('.'))
    const code = { redirectUri: 'https://app.example.com/', codeVerifier: randomUUID() }
    const authData = [
      { auth0: { id_token: idToken } },
      { auth0: { id_token: secret(`${idToken.slice(0, -2)}xx`) } },
      { auth0: { access_token: secret(await tenant.accessToken()) } },
      {
        auth0: {
          code: secret(tenant.code(code)),
          redirect_uri: code.redirectUri,
          code_verifier: secret(code.codeVerifier),
        },
      },
      { acme: acmeAuthData('acme-user').acme },
      { acme: { id: 'x', token: 'x', proof: { of: secret('unknown-proof') } } },
    ]
    secrets.push(acmeAuthData('acme-user').acme.token)
    for (const each of authData) await api('POST', '/users', { body: { authData: each } })
    await api('GET', '/users/me', bearer(secret(await tenant.accessToken({ scope: 'other' }))))
    await api('GET', '/users/me', bearer(secret('no-token-at-all')))
  })

  test('has none of GraphQL', async () => {
    await api('POST', '/users', { body: { username: 'gina', password } })
    const keyed = { headers: { 'X-Parse-REST-API-Key': keys.restAPIKey } }
    const { body } = await graphql(host, logIn, { ...keyed, variables: { username: 'gina', password } })
    const sessionToken = secret(String(body.data.logIn.viewer.sessionToken))
    await graphql(host, '{ viewer { sessionToken } }', { ...keyed, sessionToken })
    await graphql(
      host,
      `mutation { logIn(input: { username: "gina", password: "${secret('inline-password')}" }) { clientMutationId } }`,
      keyed,
    )
    await graphql(host, logIn, {
      ...keyed,
      variables: { username: { password: secret('misplaced-password') }, password },
    })
  })

  test('leaves errors to be read', async () => {
    await api('GET', '/classes/Nothing', { sessionToken: secret('r:ffffffffffffffffffffffffffffffff') })
    expect(lines.join('\n')).toMatch(/Parse error: [^]*Invalid session token/)
  })
})
