/** Nobody has a code sent by SMS who has no account yet: it would cost the host money, and come before all that refuses. */
import { acme, acmeAuthData } from '../../support/acme'
import { describeWithDatabase } from '../../support/database'
import { graphql } from '../../support/graphql'
import { type Host, startHost } from '../../support/host'
import { rest } from '../../support/rest'
import { codeAt, newSecret, password } from './second-factor'

describeWithDatabase('a sign-up', (database) => {
  let host: Host
  let sent: string[] = []
  beforeAll(async () => {
    const sendSMS = (_code: string, mobile: string) => void sent.push(mobile)
    host = await startHost({
      database: database(),
      parseServer: { auth: { acme, mfa: { options: ['SMS', 'TOTP'], sendSMS } } },
    })
  })
  beforeEach(() => void (sent = []))
  afterAll(() => host.close())

  const mfa = { mobile: '+15555550600' }
  const signUp = (body: object) => rest(host, 'POST', '/users', { body })
  const refusal = { code: 119, error: expect.stringMatching(/after signing up/) as unknown }

  test.each([
    ['a password', { username: 'x1', password, authData: { mfa } }],
    ['an address that is none', { username: 'x2', password, email: 'no address', authData: { mfa } }],
    ['another provider', { authData: { ...acmeAuthData('x3'), mfa } }],
    ['nothing else', { authData: { mfa } }],
  ])('with %s sets up no second factor by SMS, and has no code sent', async (_with, body) => {
    expect((await signUp(body)).body).toMatchObject(refusal)
    expect(sent).toEqual([])
  })

  test('by GraphQL and in a batch sets up none either', async () => {
    const body = { username: 'x4', password, authData: { mfa } }
    const mutation = 'mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { sessionToken } } }'
    const input = { fields: body }
    expect(JSON.stringify((await graphql(host, mutation, { variables: { input } })).body)).toContain('119')
    const requests = [{ method: 'POST', path: '/parse/classes/_User', body }]
    const batch = await rest(host, 'POST', '/batch', { body: { requests } })
    expect(batch.body).toEqual([{ error: refusal }])
    expect(sent).toEqual([])
  })

  test('sets up an app, and an operator’s sends a code', async () => {
    const secret = newSecret()
    const app = { secret, token: codeAt(secret, Date.now()) }
    expect((await signUp({ username: 'x5', password, authData: { mfa: app } })).status).toBe(201)
    const body = { username: 'x6', password, authData: { mfa } }
    expect((await rest(host, 'POST', '/users', { master: true, body })).status).toBe(201)
    expect(sent).toEqual([mfa.mobile])
  })
})
