/** Logout tokens that must be refused, each a valid one with one thing broken; and one that works once. */
import { randomUUID } from 'node:crypto'
import { newPerson, logInAs } from '../../support/auth0-log-in'
import { signatureAttacks } from '../../support/attacks/signatures'
import { fromNow } from '../../support/attacks/rows'
import { describeWithDatabase } from '../../support/database'
import { type Host, startHost } from '../../support/host'
import { rest, type RestRequest, send } from '../../support/rest'
import { startTenant, type Tenant } from '../../support/tenant'
import type { Overrides } from '../../support/tenant/keys'

const event = 'http://schemas.openid.net/event/backchannel-logout'
const form = { 'content-type': 'application/x-www-form-urlencoded' }

describeWithDatabase('POST /auth0/backchannel-logout', (database) => {
  let tenant: Tenant
  let host: Host
  const person = newPerson()
  beforeAll(async () => {
    tenant = await startTenant()
    host = await startHost({ database: database(), limits: false, auth0: tenant.options })
  })
  afterAll(async () => {
    await host.close()
    await tenant.close()
  })

  const tokenWith = (claims: Overrides = {}, header?: Overrides) =>
    tenant.idToken(
      {
        sub: person.sub,
        jti: randomUUID(),
        exp: fromNow(120),
        sid: undefined,
        events: { [event]: {} },
        ...claims,
      },
      header,
    )
  const post = (request: RestRequest) => send(host, 'POST', `${host.url}/auth0/backchannel-logout`, request)
  const tell = (token: string, headers = form) =>
    post({ rawBody: String(new URLSearchParams({ logout_token: token })), headers })
  const session = async () => (await logInAs(host, tenant, { ...person })).body.sessionToken
  const isOpen = async (sessionToken: string) =>
    (await rest(host, 'GET', '/users/me', { sessionToken })).status === 200

  test('answers 200, with an empty body that nobody keeps, and ends the sessions', async () => {
    const open = await session()
    const { status, body, headers } = await tell(await tokenWith())
    expect([status, body]).toEqual([200, ''])
    expect(headers.get('cache-control')).toBe('no-store')
    expect(await isOpen(open)).toBe(false)
  })

  test.each([
    ['JWT', undefined],
    ['logout+jwt', undefined],
    [undefined, undefined],
    ['JWT', { [event]: {}, other: {} }],
  ])('takes the type %s, and other events beside', async (typ, events) => {
    expect((await tell(await tokenWith(events && { events }, { typ }))).status).toBe(200)
  })

  const broken: [string, Overrides, Overrides?][] = [
    ['of another issuer', { iss: 'https://tenant.evil.com/' }],
    ['of an issuer without the slash', { iss: undefined }],
    ['for another application', { aud: 'another' }],
    ['for another application too', { aud: ['spec-client', 'another'] }],
    ['without an audience', { aud: undefined }],
    ['that has expired', { iat: fromNow(-600), exp: fromNow(-480) }],
    ['without an end', { exp: undefined }],
    ['that lives for days', { exp: fromNow(3 * 86_400) }],
    ['without a time of issue', { iat: undefined }],
    ['from the future', { iat: fromNow(600), exp: fromNow(720) }],
    ['with a nonce', { nonce: 'n' }],
    ['with a nonce that is null', { nonce: null }],
    ['without events', { events: undefined }],
    ['with other events', { events: { 'https://example.com/event': {} } }],
    ['with events that are a list', { events: [event] }],
    ['with an event that is no object', { events: { [event]: true } }],
    ['without jti', { jti: undefined }],
    ['with an empty jti', { jti: '' }],
    ['with a jti that is a number', { jti: 7 }],
    ['with neither sub nor sid', { sub: undefined, sid: undefined }],
    ['with an empty sub', { sub: '' }],
    ['with a sub that is an object', { sub: { $ne: null } }],
    ['with a sid that is an object', { sid: { $ne: null } }],
    ['of another type', {}, { typ: 'at+jwt' }],
    ['that is too long', { name: 'x'.repeat(20_000) }],
  ]
  const rows = broken.map(([name, claims, header = {}]) => ({ name, claims, header }))
  test.each(rows)('refuses a token $name, which ends nothing', async ({ claims, header }) => {
    const open = await session()
    const { status, body, headers } = await tell(await tokenWith(claims, header))
    expect([status, body]).toEqual([400, { code: 101, error: 'The logout token is not valid.' }])
    expect(headers.get('cache-control')).toBe('no-store')
    expect(await isOpen(open)).toBe(true)
  })

  test.each(signatureAttacks('id'))('refuses what is signed as an $name', async ({ make }) => {
    const open = await session()
    const made = (await make({ ...tenant, idToken: tokenWith })) as string
    expect([400, 503]).toContain((await tell(made)).status)
    expect(await isOpen(open)).toBe(true)
  })

  test('takes a token once, of ten at the same time, and one that was refused before', async () => {
    const jti = randomUUID()
    expect((await tell(await tokenWith({ jti, nonce: 'n' }))).status).toBe(400)
    const token = await tokenWith({ jti })
    const answers = await Promise.all(Array.from({ length: 10 }, () => tell(token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(400)])
  })

  test.each<[string, RestRequest]>([
    ['JSON', { body: { logout_token: 'x' } }],
    ['nothing', { rawBody: '', headers: form }],
    ['two of them', { rawBody: 'logout_token=a&logout_token=b', headers: form }],
    ['more than 32 kB', { rawBody: `logout_token=${'x'.repeat(100_000)}`, headers: form }],
    ['text', { rawBody: 'logout_token=x', headers: { 'content-type': 'text/plain' } }],
    ['an encoding that nobody knows', { rawBody: 'x', headers: { ...form, 'content-encoding': 'zip' } }],
  ])('answers 400 to %s', async (_name, request) => {
    expect((await post(request)).status).toBe(400)
  })

  test('answers 405 to GET, and 503 while the keys can’t be had', async () => {
    expect((await send(host, 'GET', `${host.url}/auth0/backchannel-logout`)).status).toBe(405)
    await host.close()
    host = await startHost({ database: database(), auth0: tenant.options })
    tenant.failJwks('down')
    const { status, headers } = await tell(await tokenWith())
    expect([status, headers.get('retry-after')]).toEqual([503, '5'])
  })
})
